"""What ``banks`` and ``rubrics`` have in common for making them: new, show, import, export, diff, test, generate."""

from __future__ import annotations

import argparse
from pathlib import Path

from interview_coach.cli.building import Commands, add_json, command, later
from interview_coach.cli.groups.practice import count
from interview_coach.cli.options import dollars, model_name

TEMPLATES = {"bank": ("minimal", "full", "roleplay", "portfolio"), "rubric": ("minimal", "full")}
EXPORTS = {"bank": ("yaml", "json", "markdown", "csv", "anki"), "rubric": ("yaml", "json", "markdown", "csv")}
NOUNS = {"bank": "question bank", "rubric": "rubric"}


def add_authoring(actions: Commands, kind: str) -> None:
    """Add the actions to ``banks`` (``kind`` is ``bank``) or to ``rubrics``."""
    _add_new(actions, kind)
    _add_show(actions, kind)
    _add_import(actions, kind)
    _add_export(actions, kind)
    _add_diff(actions, kind)
    _add_test(actions, kind)
    _add_generate(actions, kind)


def _action(
    actions: Commands, kind: str, name: str, what: str, *, module: str = "authoring", function: str = ""
) -> argparse.ArgumentParser:
    action = command(actions, name, what)
    action.set_defaults(run=later(module, function or name), kind=kind)
    return action


def _add_new(actions: Commands, kind: str) -> None:
    noun = NOUNS[kind]
    new = _action(actions, kind, "new", f"write a new {noun} from a template, with comments that say what to put where")
    new.add_argument("title", nargs="?", default="", help="its title; its id and its file's name are made from it")
    new.add_argument(
        "--from-template", choices=TEMPLATES[kind], default="minimal", help="what it begins with; default: minimal"
    )
    _add_id(new)
    if kind == "bank":
        _add_rubric(new)


def _add_show(actions: Commands, kind: str) -> None:
    what = "a question bank or a question with what the interviewer knows" if kind == "bank" else "a rubric"
    show = _action(actions, kind, "show", f"show {what}")
    show.add_argument("name", metavar="ID", help="its id, or its file")
    add_json(show)


def _add_import(actions: Commands, kind: str) -> None:
    what = "questions" if kind == "bank" else "criteria"
    add = _action(
        actions, kind, "import", f"make a {NOUNS[kind]} of {what} in another program's file", module="importing",
        function="import_",
    )  # fmt: skip
    add.add_argument("file", type=Path, metavar="FILE", help="Markdown, CSV, JSON, Anki's notes in plain text, or YAML")
    formats = [form for form in ("auto", "markdown", "csv", "anki", "json", "yaml") if form != "anki" or kind == "bank"]
    add.add_argument(
        "--format", choices=formats, default="auto", help="default: auto, by the file's name and beginning"
    )
    if kind == "bank":
        _add_rubric(add)
    add.add_argument("--title", default="", help="its title; default: the file's own, else its name")
    add.add_argument("--dry-run", action="store_true", help="show what would be written, and write nothing")
    add_json(add)


def _add_export(actions: Commands, kind: str) -> None:
    export = _action(actions, kind, "export", f"print a {NOUNS[kind]}, or write it to a file, for another program")
    export.add_argument("name", metavar="ID", help="its id, or its file")
    export.add_argument("--format", choices=EXPORTS[kind], help="default: what the name of the file ends in, else yaml")
    export.add_argument(
        "--output", type=Path, metavar="FILE", help="the file to write; there must be none of that name"
    )


def _add_diff(actions: Commands, kind: str) -> None:
    what = f"show what changed between two {NOUNS[kind]}s, and whether grades stay comparable"
    diff = _action(actions, kind, "diff", what, module="comparing")
    diff.add_argument(
        "names", nargs="+", metavar="ID", action=_OneOrTwo,
        help="two ids or files; with one, your own is compared with the shipped one that it replaces",
    )  # fmt: skip
    add_json(diff)


def _add_test(actions: Commands, kind: str) -> None:
    what = "show where the offline grader puts the exemplars of "
    what += "a question bank" if kind == "bank" else "all questions that are graded against a rubric"
    test = _action(actions, kind, "test", what, module="comparing")
    named = "the id of a bank or of a question, or a file" if kind == "bank" else "its id, or its file"
    test.add_argument("name", metavar="ID", help=named)
    add_json(test)


def _add_generate(actions: Commands, kind: str) -> None:
    if kind == "bank":
        what = "draft questions from a job posting; without a key, choose shipped ones that suit it"
    else:
        what = "draft a rubric from a job posting; without a key, copy the shipped one that suits it best"
    generate = _action(actions, kind, "generate", what, module="generating", function=f"generate_{kind}")
    add = generate.add_argument
    add("--job", type=Path, required=True, metavar="FILE", help="the posting: text, Markdown or HTML")
    if kind == "bank":
        add("--competency", action="append", default=[], metavar="SLUG", help="only this; may be given several times")
        add("--count", type=count, default=5, metavar="N", help="how many questions (1 to 20); default: 5")
    add("--title", default="", help="its title; default: made from the file's name")
    add("--dry-run", action="store_true", help="show what would be written, and write nothing")
    add("--engine", choices=["auto", "offline", "claude"], default="auto", help="default: Claude where there is a key")
    add(
        "--model",
        dest="grader_model",
        metavar="NAME",
        type=model_name,
        help="who drafts; default: the model that grades",
    )
    add("--max-cost", metavar="USD", type=dollars, help="ask no more once that much was spent")
    add_json(generate)


class _OneOrTwo(argparse.Action):
    """Takes one value or two."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        """Store the values; complain of more than two."""
        if not isinstance(values, list) or len(values) > 2:
            raise argparse.ArgumentError(self, "expected one or two")
        setattr(namespace, self.dest, values)


def _add_id(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--id", metavar="ID", help="its id: lower-case words joined by hyphens; else from the title")


def _add_rubric(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rubric", metavar="ID", help="what the answers are graded against; see `rubrics list`")
