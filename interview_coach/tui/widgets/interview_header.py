"""The line above an interview: who asks, which question it is, how the time stands."""

from __future__ import annotations

from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from interview_coach.domain.plan import TimeScope
from interview_coach.domain.transcript import Transcript
from interview_coach.tui.widgets.countdown import Countdown
from interview_coach.tui.words import SHORT_FORMAT_WORDS, speaker


class InterviewHeader(Horizontal):
    """Shows where the interview stands."""

    def compose(self) -> ComposeResult:
        """Lay out the three parts."""
        yield Static(id="who", markup=False)
        yield Static(id="where", markup=False)
        yield Countdown(id="time")

    def show(self, transcript: Transcript) -> None:
        """Say who asks what."""
        plan = transcript.plan
        question = plan.questions[max(0, len(transcript.exchanges) - 1)]
        self.query_one("#who", Static).update(f"{SHORT_FORMAT_WORDS[plan.format]} · {speaker(plan, question)}")
        self.query_one("#where", Static).update(_where(transcript))

    def show_time(self, transcript: Transcript, now: datetime) -> None:
        """Say how the time stands at ``now``; nothing once the interview is over."""
        countdown = self.query_one(Countdown)
        if transcript.ended:
            countdown.display = False
            return
        limit = transcript.plan.time
        whole = limit is not None and limit.scope is TimeScope.INTERVIEW
        gone = transcript.seconds_at(now) if whole else transcript.exchange_seconds_at(now)
        countdown.show(transcript.seconds_left(now), gone, paused=transcript.paused)


def _where(transcript: Transcript) -> str:
    planned, current = len(transcript.plan.questions), len(transcript.exchanges)
    parts = [f"Question {max(1, current)} of {planned}"] if planned > 1 else []
    if transcript.exchanges and transcript.exchanges[-1].probes_asked:
        parts.append(f"follow-up {transcript.exchanges[-1].probes_asked}")
    return " · ".join(parts)
