"""Scripts with which a shell completes our command line: commands, options, what can follow them, names of rules.

Made from the parser itself, so that they know what it knows; they start no program when a key is pressed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_BASH = """\
_contentlint() {{
  local word cur="${{COMP_WORDS[COMP_CWORD]}}" prev="${{COMP_WORDS[COMP_CWORD-1]}}" command="" words=""
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case "$word" in {commands}) command="$word"; break ;; esac
  done
  case "$command:$prev" in
{values}
  esac
  if [ -z "$words" ]; then
    case "$command" in
{options}
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}}
complete -o default -F _contentlint contentlint
"""

# As a file called _contentlint in a folder of $fpath it is the function itself; read with `source` it registers one.
_ZSH = """\
#compdef contentlint
_contentlint() {{
  local word command=""
  for word in "${{(@)words[2,CURRENT-1]}}"; do
    case "$word" in {commands}) command="$word"; break ;; esac
  done
  case "$command:${{words[CURRENT-1]}}" in
{values}
  esac
  case "$command" in
{options}
  esac
}}
if [ "${{funcstack[1]}}" = _contentlint ]; then
  _contentlint "$@"
else
  (( ${{+functions[compdef]}} )) || {{ autoload -U compinit && compinit }}
  compdef _contentlint contentlint
fi
"""


@dataclass(frozen=True, slots=True)
class Option:
    """An option, or (`names` empty) what a command is about: what it is for, and which words can follow."""

    names: tuple[str, ...]
    help: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Command:
    """A command with its options."""

    name: str
    help: str
    options: tuple[Option, ...]


def bash(commands: Sequence[Command]) -> str:
    """Return the script for bash."""
    values = [f"    {place}) words={_quoted(words)} ;;" for place, words in _values(commands)]
    options = [f"      {one.name}) words={_quoted(_words(one))} ;;" for one in commands]
    options.append(f"      *) words={_quoted([one.name for one in commands])} ;;")
    names = "|".join(one.name for one in commands)
    return _BASH.format(commands=names, values="\n".join(values), options="\n".join(options))


def zsh(commands: Sequence[Command]) -> str:
    """Return the script for zsh; where no word fits it offers files."""
    values = [f"    {place}) compadd -- {' '.join(words)}; return ;;" for place, words in _values(commands)]
    options = [f"    {one.name}) compadd -- {' '.join(_words(one))} || _files ;;" for one in commands]
    options.append(f"    *) compadd -- {' '.join(one.name for one in commands)} ;;")
    names = "|".join(one.name for one in commands)
    return _ZSH.format(commands=names, values="\n".join(values), options="\n".join(options))


def fish(commands: Sequence[Command]) -> str:
    """Return the script for fish."""
    return "".join(f"{line}\n" for line in _fish(commands))


def _fish(commands: Sequence[Command]) -> Iterator[str]:
    for one in commands:
        yield f"complete -c contentlint -n __fish_use_subcommand -a {one.name} -d {_single(one.help)}"
        seen = f"complete -c contentlint -n '__fish_seen_subcommand_from {one.name}'"
        for option in one.options:
            names = [f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names]
            values = f"-x -a {_single(' '.join(option.values))}" if option.values and names else ""
            if not names and option.values:
                values = f"-a {_single(' '.join(option.values))}"
            if names or values:
                yield " ".join(filter(None, (seen, *names, values, f"-d {_single(option.help)}")))


def _values(commands: Sequence[Command]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the words that can follow an option, with a pattern for the command and it."""
    for one in commands:
        for option in one.options:
            if option.names and option.values:
                yield "|".join(f"{one.name}:{name}" for name in option.names), option.values


def _words(command: Command) -> Iterator[str]:
    for option in command.options:
        yield from option.names or option.values


def _quoted(words: Iterable[str]) -> str:
    return f'"{" ".join(words)}"'


def _single(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


SHELLS = {"bash": bash, "zsh": zsh, "fish": fish}
