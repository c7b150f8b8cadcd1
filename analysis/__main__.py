"""The command line, `crisis-arc` or `python -m analysis`: `report`, `coverage`, `compare` and others."""

import argparse
import glob
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from analysis import __version__
from analysis.text.wording import count, visible

REPORTS = Path("reports")
COVERED = REPORTS / "coverage"
STANDARD_INPUT = "standard-input.txt"
FILES = "a text, a saved page, a mail or a document; export.txt#3 is the third article of a file, - standard input"


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 0; 1 if an article or a parameter failed; 130 if the user stopped the command.

    A command that argparse does not understand exits with 2.
    """
    options = _read_arguments(arguments)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # a terminal without arrows shows a question mark instead
    from analysis.report.run import ReportError
    from analysis.text.article import ArticleError

    try:
        return options.run(options)
    except KeyboardInterrupt:
        print("crisis-arc: stopped", file=sys.stderr)
        return 130
    except (ArticleError, ReportError, OSError) as error:
        print(f"crisis-arc: {visible(str(error))}", file=sys.stderr)
        return 1


def _make_reports(options: argparse.Namespace) -> int:
    from analysis.report.folder import INDEX, PAGE
    from analysis.report.run import ReportError, make_reports

    parameters = dict(options.parameters)
    if options.published is not None and parameters.setdefault("published", options.published) != options.published:
        raise ReportError("published: given twice, by --published and by -p")
    articles = [path for article in options.articles for path in _expand(article)]
    out = options.out or (str(REPORTS / Path(STANDARD_INPUT).stem) if articles == ["-"] else None)
    articles = [_take_input(article, Path(out or REPORTS)) for article in articles]
    outcomes = make_reports(articles, parameters, out, options.jobs, progress=True)
    failed = [outcome for outcome in outcomes if outcome.error]
    made = [outcome.folder for outcome in outcomes if not outcome.error]
    if made:
        _say_what_to_open(made[0] / PAGE if len(outcomes) == 1 else made[0].parent / INDEX)
    if failed and len(outcomes) > 1:
        print(f"{count(len(failed), 'article')} of {len(outcomes)} failed:", file=sys.stderr)
    for outcome in failed:
        print(f"crisis-arc: {visible(outcome.error)}", file=sys.stderr)
    return 1 if failed else 0


def _make_coverage(options: argparse.Namespace) -> int:
    """Reads a source and makes its report. A file that cannot be read gets a row in `failures`; the command goes on."""
    from analysis.coverage.run import cover
    from analysis.coverage.sources import describe_source
    from analysis.press.sidesfile import find_sides
    from analysis.report.folder import check_folder
    from analysis.report.run import COVERAGE, check_parameters, make_coverage_report

    parameters = check_parameters(dict(options.parameters), COVERAGE)
    check_folder(Path(options.out))
    sources = [_take_input(source, Path(options.out)) for source in options.sources]
    source = sources[0] if len(sources) == 1 else sources
    beside = source if isinstance(source, str | Path) else ""
    if listed := find_sides(beside, options.out, parameters.get("sides", "")):
        parameters["sides"] = str(listed.resolve())
    coders = parameters.get("coders", "both")
    for line in describe_source(source):
        print(visible(line), file=sys.stderr)
    outcome = cover(source, options.out, options.jobs, options.scheduler, progress=True, coders=coders)
    kept = f", {outcome.kept:,} of them before" if outcome.kept else ""
    print(f"{count(outcome.articles, 'article')} read{kept}", file=sys.stderr)
    if outcome.failures:
        print(
            f"{count(outcome.failures, 'file')} could not be read: see {outcome.folder / 'failures'}", file=sys.stderr
        )
    _say_what_to_open(make_coverage_report(Path(options.out), parameters, progress=True))
    return 0


def _say_what_to_open(page: Path) -> None:
    print(f"Open {visible(str(page))}")


def _compare(options: argparse.Namespace) -> int:
    from analysis.versions.align import compare

    if options.out:
        from analysis.report.folder import COMPARISON, check_folder

        check_folder(Path(options.out), COMPARISON)
    with TemporaryDirectory() as folder:
        comparison = compare(*(_take_input(version, Path(folder)) for version in (options.first, options.second)))
    print(comparison)
    if options.out:
        from analysis.report.results import write_comparison

        _say_what_to_open(write_comparison(options.out, comparison))
    return 0


def _write_sheet(options: argparse.Namespace) -> int:
    """Writes an article as a sheet for a class."""
    from analysis.page.classroom import render_classroom
    from analysis.reading.reading import read_listed
    from analysis.text.files import write_file

    page = Path(options.out or Path("reports") / f"{Path(options.article).stem}-sheet.html")
    write_file(page, render_classroom(read_listed(options.article, options.published)).encode("utf-8", "replace"))
    _say_what_to_open(page)
    return 0


def _write_notebooks(options: argparse.Namespace) -> int:
    from analysis.report.shipped import write_notebooks

    copies = write_notebooks(options.folder, options.overwrite)
    for copy, same in copies.items():
        left = "" if same else " differs and was left as it is; --overwrite writes the shipped one over it"
        print(f"{visible(str(copy))}{left}")
    return 0 if all(copies.values()) else 1


def _explain(options: argparse.Namespace) -> int:
    from analysis.reading.events.explain import explain

    for line in explain(options.text, options.published).splitlines():
        print(visible(line))
    return 0


def _check_rules(options: argparse.Namespace) -> int:
    from analysis.reading.events.check import find_faults

    faults = find_faults()
    for fault in faults:
        print(visible(fault))
    print(f"{count(len(faults), 'fault')} in the tables of events", file=sys.stderr)
    return 1 if faults else 0


def _read_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="crisis-arc", description="Reads crisis news, paragraph by paragraph.")
    parser.add_argument("--version", action="version", version=f"crisis-arc {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_reports(commands)
    _add_others(commands)
    return parser.parse_args(arguments)


def _add_reports(commands: Any) -> None:  # noqa: ANN401
    """Adds the commands that make reports."""
    report = commands.add_parser("report", help="make a report of one or more articles")
    report.set_defaults(run=_make_reports)
    report.add_argument("articles", nargs="+", metavar="ARTICLE", help=FILES)
    report.add_argument("--published", metavar="DAY", help="the day of publication, such as 2020-01-09")
    _add_parameters(report, "focus, coders, smoothing, shuffles, seed")
    report.add_argument("--out", metavar="DIR", help="the report's folder; for several articles, the folder of all")
    report.add_argument("--jobs", type=_positive, default=2, metavar="N", help="articles at the same time (default: 2)")
    coverage = commands.add_parser("coverage", help="read many articles and make one report of them all")
    coverage.set_defaults(run=_make_coverage)
    sources = "a folder, a pattern, a file, or a table (.csv, .tsv, .json, .jsonl, .parquet) with a text in each row"
    coverage.add_argument("sources", nargs="+", metavar="SOURCE", help=sources)
    out = f"the folder of the tables and the report (default: {COVERED}); a stopped run goes on there"
    coverage.add_argument("--out", metavar="DIR", default=str(COVERED), help=out)
    coverage.add_argument("--jobs", type=_positive, default=2, metavar="N", help="processes that read (default: 2)")
    address = "a Dask scheduler whose workers read instead, such as tcp://10.0.0.1:8786"
    coverage.add_argument("--scheduler", metavar="ADDRESS", help=address)
    _add_parameters(coverage, "days, from, to, sides, all, focus, coders, smoothing, shuffles, seed")
    compare = commands.add_parser("compare", help="show how the second version of a story differs from the first")
    compare.set_defaults(run=_compare)
    compare.add_argument("first", metavar="A", help=FILES)
    compare.add_argument("second", metavar="B", help="another version of it")
    compare.add_argument("--out", metavar="DIR", help="a folder for a page side by side, the chart and the tables")


def _add_others(commands: Any) -> None:  # noqa: ANN401
    """Adds all other commands."""
    notebooks = commands.add_parser("notebooks", help="copy the notebooks into a folder, to change and run them there")
    notebooks.set_defaults(run=_write_notebooks)
    notebooks.add_argument("folder", nargs="?", default="notebooks", metavar="DIR", help="default: notebooks")
    notebooks.add_argument("--overwrite", action="store_true", help="also write over copies that were changed")
    _add_sheet(commands)
    explain = commands.add_parser("explain", help="tell why a sentence is read as it is")
    explain.set_defaults(run=_explain)
    explain.add_argument("text", metavar="SENTENCE", help="a sentence, or several")
    explain.add_argument("--published", metavar="DAY", help="the day of publication, such as 2020-01-09")
    rules = commands.add_parser("rules", help="check the tables of rules")
    rules.set_defaults(run=_check_rules)
    rules.add_argument("action", choices=["check"], help="check: list what is malformed, contradictory or unreachable")


def _add_sheet(commands: Any) -> None:  # noqa: ANN401
    """Adds the command `sheet`."""
    sheet = commands.add_parser("sheet", help="write an article as a sheet to print, for a class to code by hand")
    sheet.set_defaults(run=_write_sheet)
    sheet.add_argument("article", metavar="ARTICLE", help="a .txt or .html file")
    sheet.add_argument("--published", metavar="DAY", help="the day of publication, such as 2020-01-09")
    sheet.add_argument("--out", metavar="FILE", help="the page (default: in reports, named after the article)")


def _add_parameters(command: argparse.ArgumentParser, names: str) -> None:
    options: dict[str, Any] = {"dest": "parameters", "action": "append", "default": [], "type": _split_parameter}
    command.add_argument("-p", metavar="NAME=VALUE", help=f"a parameter of the notebook: {names}", **options)


def _expand(article: str) -> list[str]:
    """The files that match a pattern; some shells, as on Windows, do not expand patterns themselves."""
    return (not Path(article).exists() and sorted(glob.glob(article))) or [article]


def _take_input(article: str, folder: Path) -> str:
    """The path of an article: of `-`, that of a new file in a folder with what is given on standard input."""
    if article != "-":
        return article
    from analysis.text.article import MAX_BYTES
    from analysis.text.files import write_file

    content = sys.stdin.buffer.read(MAX_BYTES + 1)  # a longer one is refused when it is read
    write_file(folder / STANDARD_INPUT, content)
    return str(folder / STANDARD_INPUT)


def _split_parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals):
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE")
    return name, value


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 up")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
