"""What the fuzzer begins with for readers of something else than documents: it would hardly find JSON by chance."""

from __future__ import annotations

BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    "schema": (
        b'{"required": ["a"], "properties": {"title": {"type": "string", "pattern": "^[A-Z]"}}}\0title: une page\n',
        b'{"properties": {"a": {"enum": [1, "b"]}, "d": {"format": "date"}}, "additionalProperties": false}\0a: c\n',
        b'{"anyOf": [{"$ref": "#/$defs/a"}, {"items": {"$ref": "#"}}], "$defs": {"a": {"minLength": 2}}}\0- [a, [b]]\n',
        b'{"properties": {"n": {"multipleOf": 0.1, "x-lint": {"unique": true}}}, "if": {}, "then": false}\0n: 1.05\n',
    ),
    "regular-expression": (
        b"^(a|b)+$\0abab",
        b"(?<x>[^\\s]+)\\d{2,5}?\0a12",
        b"(?=a)(\\w)\\1\0aa",
        b"\\p{L}+\0\xc3\xa9",
    ),
    "globs": (b"content/**/*.{md,mdx}\0content/a/b.md", b"/[!a-c]*/?\0d/e", b"**/x[--9]/**\0a/x-/b", b"*.md\0a.md"),
    "configuration": (
        b'include = ["**/*.md"]\nexclude = ["old/"]\n[rules]\nmojibake = "warning"\nlinks = "off"\n',
        b'[[collections]]\nname = "a"\nfiles = ["a/*.md"]\nroute = "/a/{stem}"\nreferences = {b = "c"}\n',
        b'[overrides."a/*.md"]\nflavour = "mdx"\n[overrides."a/*.md".rules]\nterminology = {severity = "error"}\n',
        b'[external-links]\naccept = [403]\n[links]\nredirects = "_redirects"\nslug = "github"\n',
    ),
    "known-findings": (
        b'{"version": 1, "findings": [\n{"path": "a.md", "rule": "mojibake", "fingerprint": "0f"}\n]}\n',
    ),
    "routes": (
        b"/old/* /new/:splat 301\n/a /b\n\0/old/x",
        b'[{"source": "/a/:b", "destination": "/c"}]\0/a/d#e',
        b"[[redirects]]\nfrom = '/a/*'\nto = '/b'\n\0/a/%C3%A9/",
    ),
    "slugs": (
        b"github\0\xc3\x89t\xc3\xa9 2024 !",
        b"nfd-strip | lower | spaces-to-dashes\0L'\xc3\xa9t\xc3\xa9",
        b"kramdown\0a b",
    ),
    "rule-page": (
        b"# wrong\n\n```markdown bad\n\xe2\x9f\xa6a\xe2\x9f\xa7\n```\n\n```markdown fixed\nb\n```\n",
        b"# wrong\n\n`a.md`\n\n```markdown escaped good\n\\u00e9\\n\n```\n",
    ),
    "toml": (b'title = "a"\n[x]\ny = [1, 2.0, 1979-05-27, {z = true}]\n', b"a = '''\nb\n'''\n"),
}
