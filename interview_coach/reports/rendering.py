"""The forms in which an interview leaves the program."""

from __future__ import annotations

from enum import StrEnum

from interview_coach.journal.reading import ReadJournal


class ReportFormat(StrEnum):
    """What a report is written as."""

    HTML = "html"
    PRINT = "html-print"
    MARKDOWN = "md"
    JSON = "json"

    @property
    def suffix(self) -> str:
        """What the names of such files end with."""
        return ".html" if self is ReportFormat.PRINT else f".{self.value}"

    @property
    def is_page(self) -> bool:
        """Whether it is for a browser."""
        return self in (ReportFormat.HTML, ReportFormat.PRINT)


def render(read: ReadJournal, raw: bytes, form: ReportFormat) -> bytes:
    """Return an interview as the content of a file.

    Args:
        read: the interview, with the lines of its journal that could not be understood.
        raw: the journal that it was read from.
        form: what to write.
    """
    problems = [f"Line {p.line} of the journal could not be understood: {p.message}." for p in read.problems]
    match form:
        case ReportFormat.HTML | ReportFormat.PRINT:
            from interview_coach.reports.webpage.report import report_page

            return report_page(read.transcript, problems=problems, paper=form is ReportFormat.PRINT)
        case ReportFormat.MARKDOWN:
            from interview_coach.reports.markdown import report_markdown

            return report_markdown(read.transcript, problems=problems)
        case ReportFormat.JSON:
            from interview_coach.reports.portable import to_portable

            return to_portable(read, raw)
