"""The command line: `crisis-arc report ARTICLE…`, or `python -m analysis report ARTICLE…`."""

import argparse
import glob
import sys
from collections.abc import Sequence
from pathlib import Path

from analysis import __version__
from analysis.wording import count, visible


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 0; 1 where an article or a parameter failed; 130 where the user stopped it.

    A command that cannot be understood exits with 2 (argparse).
    """
    options = _read_arguments(arguments)
    from analysis.report import ReportError, make_reports

    try:
        parameters = dict(options.parameters)
        if options.published is not None and parameters.setdefault("published", options.published) != options.published:
            raise ReportError("published: given twice, by --published and by -p")
        articles = [path for article in options.articles for path in _expand(article)]
        outcomes = make_reports(articles, parameters, options.out, options.jobs, progress=True)
    except KeyboardInterrupt:
        print("crisis-arc: stopped", file=sys.stderr)
        return 130
    except ReportError as error:
        print(f"crisis-arc: {visible(str(error))}", file=sys.stderr)
        return 1
    failed = [outcome for outcome in outcomes if outcome.error]
    for outcome in outcomes:
        if not outcome.error:
            print(visible(str(outcome.folder / "report.html")))
    if failed and len(outcomes) > 1:
        print(f"{count(len(failed), 'article')} of {len(outcomes)} failed:", file=sys.stderr)
    for outcome in failed:
        print(f"crisis-arc: {visible(outcome.error)}", file=sys.stderr)
    return 1 if failed else 0


def _read_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="crisis-arc", description="Reads crisis news, paragraph by paragraph.")
    parser.add_argument("--version", action="version", version=f"crisis-arc {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    report = commands.add_parser("report", help="make a report of one or more articles")
    report.add_argument("articles", nargs="+", metavar="ARTICLE", help="a .txt or .html file")
    report.add_argument("--published", metavar="DAY", help="the day of publication, such as 2020-01-09")
    report.add_argument(
        "-p",
        dest="parameters",
        action="append",
        default=[],
        type=_split_parameter,
        metavar="NAME=VALUE",
        help="a parameter of the notebook: focus, smoothing, shuffles, seed",
    )
    report.add_argument("--out", metavar="DIR", help="the report's folder (for several articles: the folder of theirs)")
    report.add_argument("--jobs", type=_positive, default=2, metavar="N", help="articles at the same time (default: 2)")
    return parser.parse_args(arguments)


def _expand(article: str) -> list[str]:
    """The files that a pattern means, where the shell left it to us, as on Windows."""
    return (not Path(article).exists() and sorted(glob.glob(article))) or [article]


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
