from __future__ import annotations

import asyncio
import errno
import io
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from interview_coach.domain.plan import Choices, TimeLimit
from interview_coach.domain.vocabulary import CloseReason, EndReason, Format, Purpose
from interview_coach.errors import StorageError
from interview_coach.journal import drafts
from interview_coach.journal.drafts import DraftStore
from interview_coach.paths import Home, write_private
from interview_coach.plain.front import PlainFront
from interview_coach.plain.lines import TerminalGone
from interview_coach.settings import Settings
from interview_coach.wiring import Coach, Session
from tests.support.coaches import a_coach
from tests.support.disks import failing
from tests.support.events import Clock

ANSWER = (
    "First I would sit with the nurses and collect two hundred real notes, a golden set to test on.",
    "Then two raters score each summary, and I check how often they agree before we launch in one ward.",
)


@pytest.fixture
def coach(tmp_path: Path) -> Coach:
    return a_coach(tmp_path)


async def hold(session: Session, *lines: str, clock: Clock | None = None) -> str:
    output = io.StringIO()
    await PlainFront(session, io.StringIO("".join(f"{line}\n" for line in lines)), output, clock or Clock()).run()
    await session.close()
    return output.getvalue()


class Typed(io.StringIO):
    """A terminal at which somebody types lines, calls what stands between them, and then types no more."""

    def __init__(self, *typed: str | Callable[[], object], then: str | Exception = "") -> None:
        super().__init__()
        self._typed = list(typed)
        self._then = then

    def isatty(self) -> bool:
        return True

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        while self._typed:
            word = self._typed.pop(0)
            if isinstance(word, str):
                return f"{word}\n"
            word()
        if isinstance(self._then, Exception):
            raise self._then
        return self._then


async def leave(session: Session, *lines: str) -> str:
    """Type lines, then close the terminal; return what was printed."""
    output = io.StringIO()
    with pytest.raises(TerminalGone):
        await PlainFront(session, Typed(*lines, then=TerminalGone()), output, Clock()).run()
    await session.close()
    return output.getvalue()


async def a_drill(coach: Coach, **choices: object) -> Session:
    return await coach.start(Choices.model_validate({"topics": ("evaluation-design",)} | choices), seed=3)


async def test_a_drill_from_the_question_to_the_scorecard(coach: Coach) -> None:
    session = await a_drill(coach)
    said = await hold(session, *ANSWER, ".", "Two hundred, and forty more each month.", ".", "/end")
    transcript = session.transcript
    assert transcript.exchanges[0].question.ask.split(".")[0] in said
    assert next(t.text for _, t in transcript.exchanges[0].answers()) == "\n".join(ANSWER)
    assert "SCORECARD" in said
    assert "no hire verdict" in said
    assert said.rstrip().splitlines()[-1] == f"Transcript: {session.id}"
    assert "\x1b" not in said


async def test_end_of_input_is_the_end_and_unsent_lines_are_an_answer(coach: Coach) -> None:
    session = await a_drill(coach)
    await hold(session, *ANSWER)
    assert session.transcript.ended is EndReason.ENDED_EARLY
    assert [t.text for _, t in session.transcript.exchanges[0].answers()] == ["\n".join(ANSWER)]
    assert not session.drafts.path.exists()


async def test_hints_and_facts_are_told_and_recorded(coach: Coach) -> None:
    session = await a_drill(coach)
    said = await hold(session, "/hint", "/clarify", "/hint", "/hint", "/hint", "/end")
    exchange = session.transcript.exchanges[0]
    assert exchange.question.hints[0] in said
    assert exchange.question.context[0].tell in said
    assert exchange.count(Purpose.HINT_ASKED) == 3
    assert "no more hints" in said


async def test_skip_asks_once_when_lines_wait(coach: Coach) -> None:
    session = await a_drill(coach)
    said = await hold(session, "half a thought", "/skip", "/skip")
    assert "were not sent" in said
    assert session.transcript.exchanges[0].closed is CloseReason.SKIPPED
    assert session.transcript.ended is EndReason.COMPLETED


async def test_an_unknown_command_is_said_to_be_one(coach: Coach) -> None:
    session = await a_drill(coach)
    said = await hold(session, "/hnit", "/help", "/pause", "/pause", "/end")
    assert "There is no command /hnit, so this line is part of your answer" in said
    assert [t.text for _, t in session.transcript.exchanges[0].answers()] == ["/hnit"]
    assert "/clarify [words]" in said
    assert said.index("Paused") < said.index("The clock runs again")


async def test_an_interview_goes_on_with_its_unsent_lines(coach: Coach) -> None:
    session = await a_drill(coach)
    async for _ in session.interview.advance():
        pass
    await leave(session, "an unsent line")

    again = await coach.resume(session.id)
    said = await hold(again, "and a second one", ".", "/end")
    assert "goes on where it stood" in said
    assert said.count(again.transcript.exchanges[0].question.ask) == 1, "the question is told once"
    assert "an unsent line" in said
    answers = [t.text for _, t in again.transcript.exchanges[0].answers()]
    assert answers == ["an unsent line\nand a second one"]


class Slow(io.StringIO):
    """Lines that take their time."""

    def __init__(self, clock: Clock, *seconds: float) -> None:
        super().__init__("word\n" * len(seconds))
        self._clock = clock
        self._seconds = list(seconds)

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        self._clock.tick(self._seconds.pop(0) if self._seconds else 0)
        return super().readline()


async def test_the_clock_warns_in_words(coach: Coach) -> None:
    session = await a_drill(coach, time=TimeLimit(minutes=2))
    clock, output = Clock(), io.StringIO()
    await PlainFront(session, Slow(clock, 10, 60, 60), output, clock).run()
    await session.close()
    said = output.getvalue()
    assert said.count("less than a minute left") == 1
    assert said.index("less than a minute left") < said.index("time is up")


async def test_hostile_words_reach_the_terminal_harmless(coach: Coach) -> None:
    session = await a_drill(coach)
    evil = "\x1b]0;owned\x07\x1b[2J I would collect real cases \u202e and look at them with the people who know"
    said = await hold(session, evil, ".", "/end")
    assert session.transcript.exchanges[0].answers()[0][1].text == evil
    assert "\x1b" not in said
    assert "\u202e" not in said


async def test_a_roleplay_opens_in_character(coach: Coach) -> None:
    session = await coach.start(Choices(format=Format.ROLEPLAY), seed=1)
    said = await hold(session, "/end")
    stakeholder = session.transcript.exchanges[0].question.stakeholder
    assert stakeholder is not None
    assert stakeholder.opening in said
    assert said.index("The scene: ") < said.index(stakeholder.opening)


async def test_a_question_for_somebody_else_is_said_to_be_one(tmp_path: Path) -> None:
    coach = Coach(Settings(home=Home(tmp_path)), clock=Clock())
    choices = Choices.model_validate(
        {
            "topics": ("ethics",),
            "track": "foundation-model",
            "seniority": "associate",
            "question_id": "clinic-overbooking",
        }
    )
    assert "not written for the track foundation-model" in await hold(await coach.start(choices), "/end")


async def test_what_was_read_is_soon_on_disk_while_more_is_waited_for(coach: Coach) -> None:
    session = await a_drill(coach)
    reading_end, writing_end = os.pipe()
    with os.fdopen(reading_end, encoding="utf-8") as lines, os.fdopen(writing_end, "w", encoding="utf-8") as typed:
        holding = asyncio.create_task(PlainFront(session, lines, io.StringIO(), Clock()).run())
        typed.write("one\ntwo\n")
        typed.flush()
        async with asyncio.timeout(20):
            while (kept := DraftStore(session.drafts.path.with_name(f"{session.id}.jsonl")).load()) is None or (
                kept.text != "one\ntwo"
            ):
                await asyncio.sleep(0.01)
        holding.cancel()
        with pytest.raises(asyncio.CancelledError):
            await holding
    await session.close()


async def test_a_line_that_comes_as_the_program_is_stopped_is_kept(coach: Coach) -> None:
    session = await a_drill(coach)
    loop = asyncio.get_running_loop()

    def stop_once_it_is_read() -> None:
        deadline = time.monotonic() + 20
        while front._lines.unclaimed != "two\n" and time.monotonic() < deadline:
            time.sleep(0)
        holding.cancel()

    lines = Typed("one", lambda: loop.call_soon_threadsafe(stop_once_it_is_read), "two")
    front = PlainFront(session, lines, io.StringIO(), Clock())
    holding = asyncio.create_task(front.run())
    with pytest.raises(asyncio.CancelledError):
        await holding
    await session.close()
    again = await coach.resume(session.id)
    assert again.draft is not None
    assert again.draft.text == "one\ntwo"
    await again.close()


async def test_many_lines_are_joined_and_written_a_few_times_only(
    coach: Coach, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []

    def counted(path: Path, data: bytes) -> None:
        written.append(len(data))
        write_private(path, data)

    monkeypatch.setattr(drafts, "write_private", counted)
    session = await a_drill(coach)
    line, count = "people lose pay and jobs", 20_000
    await hold(session, *[line] * count, ".", "/end")
    assert len(session.transcript.exchanges[0].answers()[0][1].text) == (len(line) + 1) * count - 1
    assert sum(written) < 60 * count * len(line)


async def test_where_a_draft_cannot_be_kept_that_is_said_once(coach: Coach, monkeypatch: pytest.MonkeyPatch) -> None:
    session = await a_drill(coach)
    monkeypatch.setattr(drafts, "write_private", failing(errno.ENOSPC))
    flushed = threading.Event()
    flush = session.drafts.flush

    def flush_and_tell() -> None:
        flush()
        flushed.set()

    monkeypatch.setattr(session.drafts, "flush", flush_and_tell)

    def wait() -> None:
        assert flushed.wait(20)

    output = io.StringIO()
    await PlainFront(session, Typed("one", wait, "two", "three", "/end"), output, Clock()).run()
    await session.close()
    assert output.getvalue().count("The draft cannot be kept in") == 1
    assert "no space left" in output.getvalue()


async def test_a_draft_that_cannot_be_read_is_said_to_be_kept(coach: Coach, monkeypatch: pytest.MonkeyPatch) -> None:
    session = await a_drill(coach)
    await leave(session, "an unsent line")
    with monkeypatch.context() as patch:
        patch.setattr(drafts, "read_regular", failing(errno.EIO))
        again = await coach.resume(session.id)
    assert "cannot be read: input/output error. It is kept" in await leave(again)


class Disk:
    """Lets the journal fail until there is room again."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, call: str = "fsync") -> None:
        self._patch = monkeypatch
        self._call = call
        self._works = getattr(os, call)

    def fill(self) -> None:
        self._patch.setattr(os, self._call, failing(errno.ENOSPC))

    def clear(self) -> None:
        self._patch.setattr(os, self._call, self._works)


@pytest.mark.parametrize("again", ["", "/retry", "."])
async def test_an_answer_that_cannot_be_saved_is_sent_again_when_there_is_room(
    coach: Coach, monkeypatch: pytest.MonkeyPatch, again: str
) -> None:
    session, disk, output = await a_drill(coach), Disk(monkeypatch), io.StringIO()
    lines = Typed(*ANSWER, disk.fill, ".", "/hint", again, disk.clear, again, "/end")
    await PlainFront(session, lines, output, Clock()).run()
    await session.close()
    assert [t.text for _, t in session.transcript.exchanges[0].answers()] == ["\n".join(ANSWER)]
    assert output.getvalue().count("Free some space on the disk, then try again.") == 3
    assert output.getvalue().count("Nothing is lost. Enter, or /retry, tries again.") == 3
    assert session.transcript.exchanges[0].grade is not None


async def test_words_of_the_interviewer_that_cannot_be_saved_are_got_again_and_what_is_typed_waits(
    coach: Coach, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, disk, output = await a_drill(coach), Disk(monkeypatch), io.StringIO()
    append, journal = session._journal.append, session._journal

    async def fill_after(event: object) -> object:
        transcript = await append(event)  # type: ignore[arg-type]
        if getattr(event, "kind", "") == "answer-given":
            disk.fill()
            monkeypatch.setattr(journal, "append", append)
        return transcript

    monkeypatch.setattr(journal, "append", fill_after)
    lines = Typed(*ANSWER, ".", "more", ".", "/skip", "/help", "", disk.clear, "", "/end")
    await PlainFront(session, lines, output, Clock()).run()
    await session.close()
    said = [t.text for _, t in session.transcript.exchanges[0].answers()]
    assert said == ["\n".join(ANSWER), "more"]
    assert "still owes you a reaction" in output.getvalue()


async def test_grades_that_cannot_be_saved_are_made_again(coach: Coach, monkeypatch: pytest.MonkeyPatch) -> None:
    session, disk, output = await a_drill(coach), Disk(monkeypatch), io.StringIO()
    append = session._journal.append

    async def fill_before(event: object) -> object:
        if getattr(event, "kind", "") == "grading-started":
            disk.fill()
        return await append(event)  # type: ignore[arg-type]

    monkeypatch.setattr(session._journal, "append", fill_before)

    def free() -> None:
        monkeypatch.setattr(session._journal, "append", append)
        disk.clear()

    await PlainFront(session, Typed(*ANSWER, "/end", "what?", free, ""), output, Clock()).run()
    await session.close()
    grade = session.transcript.exchanges[0].grade
    assert grade is not None
    assert grade.finished
    assert output.getvalue().rstrip().endswith(f"Transcript: {session.id}")


async def test_where_nobody_can_try_again_it_ends_and_the_lines_are_kept(
    coach: Coach, monkeypatch: pytest.MonkeyPatch
) -> None:
    for ending in ([*ANSWER, "."], [*ANSWER]):
        session, disk = await a_drill(coach), Disk(monkeypatch)
        async for _ in session.interview.advance():
            pass
        disk.fill()
        with pytest.raises(StorageError, match="Free some space"):
            await hold(session, *ending)
        disk.clear()
        await session.close()
        again = await coach.resume(session.id)
        assert again.draft is not None
        assert again.draft.text == "\n".join(ANSWER)
        await again.close()


async def test_ctrl_d_on_a_full_disk_ends_with_the_reason(coach: Coach, monkeypatch: pytest.MonkeyPatch) -> None:
    session, disk = await a_drill(coach), Disk(monkeypatch)
    with pytest.raises(StorageError, match="Free some space"):
        await PlainFront(session, Typed(*ANSWER, disk.fill, "."), io.StringIO(), Clock()).run()
    disk.clear()
    await session.close()


async def test_retrying_where_nothing_failed_says_so(coach: Coach) -> None:
    assert "(Nothing failed.)" in await hold(await a_drill(coach), "/retry", "/end")


async def test_after_the_scorecard_nothing_is_left_to_do(coach: Coach) -> None:
    session = await a_drill(coach)
    await hold(session, *ANSWER, ".", "/end")
    assert coach.unfinished() == []
    assert session.transcript.exchanges[0].self_level is None


async def test_bytes_that_are_no_text_are_kept_and_mentioned_once(coach: Coach) -> None:
    session = await a_drill(coach)
    typed = b"I ask at the caf\xe9 first\n\xff\n.\n/end\n".decode("utf-8", "surrogateescape")
    output = io.StringIO()
    await PlainFront(session, io.StringIO(typed), output, Clock()).run()
    await session.close()
    assert session.transcript.exchanges[0].answers()[0][1].text == "I ask at the caf\\xe9 first\n\\xff"
    assert output.getvalue().count("they stand there as \\xe9") == 1


async def test_lines_of_the_journal_that_were_not_understood_are_mentioned(coach: Coach) -> None:
    session = await a_drill(coach)
    await leave(session)
    path = session.drafts.path.with_name(f"{session.id}.jsonl")
    path.write_bytes(path.read_bytes() + b"rubbish\n")
    assert "(1 line of this interview's journal could not be read" in await hold(await coach.resume(session.id))
