"""What a flavour owns is not flagged by the rules about links and structure, and no fix touches it."""

from __future__ import annotations

import pytest

from linter import catalog, engine, fixing
from linter.document import Document
from linter.document.flavour import Flavour
from linter.rule import configured
from linter.text import Source

PAGES = {
    Flavour.KRAMDOWN: (
        "# Titre\n\n{% highlight md %}\n[a](TODO)  \n\n\n\n#### b\n<div>\n{% endhighlight %}\n\n"
        "{::comment}\n[c]()\n{:/comment}\n\n$$ [d]() $$\n\nTexte.\n{: .note}\n\n"
        "[e]({{ site.url }}/f.md) {% include g.md %}\n\n"
        "{% include h.html \n\n\n  i='j' %}\n"
    ),
    Flavour.HUGO: (
        "# Titre\n\n{{< highlight html >}}\n<div>  \n\n\n\n[a](TODO)\n{{< /highlight >}}\n\n"
        '{{< figure src="b c.png" link="TODO" >}}\n\n{{% note %}}\nTexte.\n{{% /note %}}\n\n[d]({{< ref "e f.md" >}})\n'
    ),
    Flavour.MDX: (
        "import A from './a'\n\nexport const b = {\n  c: '[d](TODO)',\n\n\n\n}\n\n# Titre\n\n<A e={f => <div>}>\n"
        "      ```js\n      [g](TODO)  \n      <div>\n      ```\n</A>\n\n{h && <A href='TODO' />}\n\n{/* [i]() */}\n\n"
        "<A \n  j='k' \n/>\n"
    ),
    Flavour.DOCUSAURUS: "# Titre\n\n:::note [a](TODO)\n\nTexte.\n\n:::\n\n## b {#c}\n\n[d](#c)\n",
    Flavour.MYST: "(a)=\n# Titre\n\n% [b](TODO) <div>\n\n[c](#a)\n\n:::{note}\nTexte.\n:::\n",
}


@pytest.mark.parametrize("flavour", PAGES)
def test_nothing_is_found_and_nothing_is_changed(flavour: Flavour) -> None:
    document = Document("page.md", Source(PAGES[flavour]), flavour)
    rules = tuple(configured(one) for one in catalog.rules().values())
    aside = {"missing-front-matter", "not-formatted"}  # the latter says where mdformat would touch what is owned
    found = [(one.rule, one.message) for one in engine.check(document, rules) if one.rule not in aside]
    assert found == []
    assert fixing.fix(document, rules, unsafe=True).document.text == document.text


@pytest.mark.parametrize("flavour", PAGES)
def test_the_same_is_found_as_plain_markdown(flavour: Flavour) -> None:
    document = Document("page.md", Source(PAGES[flavour]), Flavour.GFM)
    rules = tuple(configured(one) for one in catalog.rules().values())
    assert engine.check(document, rules) != ()
