"""The scorecard: levels with the words that support them, and what to do better next time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, OptionList, Static, Tab, Tabs

from interview_coach.domain.evidence import marks
from interview_coach.domain.scoring import scorecard
from interview_coach.tui import score_words
from interview_coach.tui.safe_text import one_line, shown
from interview_coach.tui.screens.redone import RedoneScreen
from interview_coach.tui.widgets.choosing import Paged
from interview_coach.tui.widgets.debrief_view import DebriefView
from interview_coach.tui.widgets.key_line import KeyLine
from interview_coach.tui.widgets.level_bar import LEGEND, LEGEND_OF_GRADES
from interview_coach.tui.widgets.marked_answer import marked_answers
from interview_coach.tui.words import FORMAT_WORDS

if TYPE_CHECKING:
    from interview_coach.domain.transcript import Exchange


@dataclass(frozen=True)
class Redo:
    """The wish to answer a question of an interview again."""

    interview: str
    exchange: int


class ScorecardScreen(RedoneScreen[Redo | None]):
    """Shows an interview's levels; the result is the question to redo, or ``None``.

    Args:
        interview: the name under which the interview is kept.
        transcript: the interview, over.
        session: the session whose grading may still be running; ``None`` where the interview was only read.
        regrade: grades an interview again.
        debrief: writes the debrief where no session is at hand; ``None`` where nobody can.
        earlier: the attempt that this one redoes; ``None`` where it redoes none, or that is gone.
    """

    CSS_PATH = "scorecard.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "model_answer", "Model answer", id="score.model", tooltip="Show or hide a model answer"),
        Binding("r", "redo", "Redo", id="score.redo", tooltip="Answer this question again; this attempt is kept"),
        Binding("b", "before_after", "Before/after", id="score.before", tooltip="Beside the attempt that this redoes"),
        Binding("g", "grade", "Grade again", id="score.grade", tooltip="Grade again; the earlier grade is kept"),
        Binding(
            "m", "complete", "Grade missing", id="score.missing", tooltip="Grade what has no level; what has one stays"
        ),
        Binding("d", "debrief", "Debrief", id="score.debrief", tooltip="Read the debrief over the whole interview"),
        Binding("t", "debrief_again", "Try debrief again", id="score.debrief_again", tooltip="Have it written"),
        Binding("escape,h", "leave", "Home", id="score.leave", tooltip="Back to the home screen"),
        Binding(
            "right_square_bracket,n",
            "question(1)",
            "Next",
            key_display="n",
            id="score.next",
            tooltip="The next question",
        ),
        Binding(
            "left_square_bracket,p",
            "question(-1)",
            "Previous",
            show=False,
            key_display="p",
            id="score.previous",
            tooltip="The question before",
        ),
        Binding("pagedown,space", "read(1)", "More", key_display="space", priority=True, id="score.down"),
        Binding("pageup", "read(-1)", "Scroll up", show=False, priority=True, id="score.up"),
    ]

    index = 0
    """The question that is shown, counted from 0."""
    _model_shown = False

    @property
    def exchange(self) -> Exchange | None:
        """The question that is shown; ``None`` where the interview ended before any."""
        return self.transcript.exchanges[self.index] if self.transcript.exchanges else None

    def compose(self) -> ComposeResult:
        """Lay out totals, questions, criteria, and the answer."""
        plan, several = self.transcript.plan, len(self.transcript.exchanges) > 1
        yield Static(f"Scorecard · {FORMAT_WORDS[plan.format]}", id="top", markup=False)
        with VerticalScroll(id="page", can_focus=False):
            yield Static(id="grading", classes="notice hidden", markup=False)
            yield Static(id="earlier", classes="notice hidden", markup=False)
            with Vertical(id="totals"):
                yield Static(id="whole")
                yield Static(score_words.NO_VERDICT, id="no-verdict", classes="quiet", markup=False)
            if several:
                yield Tabs(
                    *(Tab(f"Question {n + 1}", id=f"question-{n}") for n in range(len(self.transcript.exchanges)))
                )
            yield Static(id="title", markup=False)
            yield Static(id="level")
            yield Static(id="gates", classes="notice hidden", markup=False)
            with Horizontal(id="columns"):
                with Vertical(id="left"):
                    yield Paged(id="criteria", markup=False)
                    yield Static(LEGEND, id="legend", classes="quiet", markup=False)
                    yield Static(id="details")
                with Vertical(id="right"):
                    yield Static("Your answer", classes="heading")
                    yield Static("Underlined and numbered: what the levels rest on.", classes="quiet", id="how")
                    yield Static(id="answer")
                    yield Static("Key points", classes="heading")
                    yield Static(id="points")
                    yield Static("Model answer", classes="heading")
                    yield Static(id="model", markup=False)
                    with Horizontal(id="buttons"):
                        yield Button("Model answer (v)", id="show-model")
                        yield Button("Redo this question (r)", id="redo")
            yield DebriefView(id="debrief", classes="hidden")
            yield Static(id="by", classes="quiet", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Show what there is, and wait for the rest."""
        if not self.stands:
            return
        self.show_what_there_is()
        self.query_one("#criteria").focus(scroll_visible=False)
        self.finish_grading()

    def on_resize(self) -> None:
        """Give the criteria the room that there is now."""
        self.call_after_refresh(self._show_criteria_anew)

    def _show_criteria_anew(self) -> None:
        if self.stands:
            self._show_criteria()

    # What is shown

    def show_what_there_is(self) -> None:
        """Show the question that is chosen, with the grades that it has."""
        card, exchange = scorecard(self.transcript), self.exchange
        whole = self.query_one("#whole", Static)
        whole.update(score_words.whole(card))
        whole.set_class(len(self.transcript.plan.questions) == 1 and card.verdict is None, "hidden")
        self.query_one("#no-verdict").set_class(not card.estimate, "hidden")
        if exchange is None:
            self.query_one("#title", Static).update("The interview ended before the first question: nothing to grade.")
            self.query_one("#columns").add_class("hidden")
            return
        score = card.exchanges[self.index]
        self.query_one("#title", Static).update(one_line(exchange.question.title))
        self.query_one("#level", Static).update(score_words.question_line(score, exchange))
        gates = self.query_one("#gates", Static)
        gates.set_class(not score.gates, "hidden")
        gates.update(score_words.gates(score.gates, exchange.current_rubric, estimate=card.estimate))
        self._show_criteria()
        self.query_one("#points", Static).update(score_words.key_points(exchange.question, exchange.grade))
        by = (score_words.graded_by(exchange), score_words.asked_of_models(self.transcript))
        self.query_one("#by", Static).update("\n".join(filter(None, by)))
        self.query_one("#legend", Static).update(LEGEND if score_words.is_estimate(exchange) else LEGEND_OF_GRADES)
        self._show_model()
        self.show_earlier()
        self.show_debrief()
        self.refresh_bindings()

    def _show_criteria(self) -> None:
        exchange, options = self.exchange, self.query_one("#criteria", OptionList)
        if exchange is None:
            return
        highlighted = options.highlighted or 0
        options.clear_options()
        options.add_options(score_words.criterion_lines(exchange, width=options.size.width))
        options.highlighted = min(highlighted, len(exchange.current_rubric.criteria) - 1)
        self._show_criterion()

    @on(OptionList.OptionHighlighted, "#criteria")
    def _show_criterion(self) -> None:
        if not self.stands:
            return
        exchange, place = self.exchange, self.query_one("#criteria", OptionList).highlighted
        if exchange is None or place is None:
            return
        criterion, grade = exchange.current_rubric.criteria[place], exchange.grade
        found = marks(exchange, grade)
        graded = grade.criterion(criterion.id) if grade else None
        self.query_one("#details", Static).update(score_words.criterion_details(criterion, graded, found))
        self.query_one("#answer", Static).update(marked_answers(exchange, found, criterion.id))

    def _show_model(self) -> None:
        model = self.exchange.question.model_answer if self.exchange else None
        view = self.query_one("#model", Static)
        if model is None:
            view.update("This question has no model answer.")
        elif self._model_shown:
            view.update(shown(model.text))
        else:
            view.update("Hidden. Press v to read one; try a redo first if you want to practise.")
        self.query_one("#show-model", Button).display = model is not None

    # What the candidate does

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what does not apply."""
        several = len(self.transcript.exchanges) > 1
        if action == "question":
            return several
        if action == "model_answer":
            return self.exchange is not None and self.exchange.question.model_answer is not None
        if action == "before_after":
            return self.earlier is not None
        if action == "complete":
            return self.missing > 0 and not self.grading
        if action == "debrief":
            return any(not view.has_class("hidden") for view in self.query(DebriefView))
        if action == "debrief_again":
            return self.can_debrief
        if action in ("redo", "grade"):
            return False if self.exchange is None else (None if self.grading else True)
        return True

    @on(Tabs.TabActivated)
    def _tab(self, event: Tabs.TabActivated) -> None:
        index = int((event.tab.id or "question-0").removeprefix("question-"))
        if index != self.index and self.stands:
            self.index, self._model_shown = index, False
            self.query_one("#criteria", OptionList).highlighted = 0
            self.show_what_there_is()

    def action_question(self, step: int) -> None:
        """Go ``step`` questions on."""
        index = (self.index + step) % len(self.transcript.exchanges)
        self.query_one(Tabs).active = f"question-{index}"

    @on(Button.Pressed, "#show-model")
    def action_model_answer(self) -> None:
        """Show the model answer, or hide it again."""
        self._model_shown = not self._model_shown
        self._show_model()
        if self._model_shown:
            self.call_after_refresh(self.query_one("#model").scroll_visible, animate=False)

    @on(Button.Pressed, "#redo")
    def action_redo(self) -> None:
        """Answer this question again."""
        if self.exchange is not None and not self.grading:
            self.close(Redo(interview=self.interview, exchange=self.index))

    @on(DebriefView.QuestionChosen)
    def _go_to_question(self, event: DebriefView.QuestionChosen) -> None:
        if event.exchange != self.index and self.query(Tabs):
            self.query_one(Tabs).active = f"question-{event.exchange}"
        self.query_one("#title").scroll_visible(top=True, animate=False)
        self.query_one("#criteria").focus(scroll_visible=False)

    def action_read(self, step: int) -> None:
        """Scroll the page."""
        page = self.query_one("#page")
        (page.scroll_page_down if step > 0 else page.scroll_page_up)()

    def action_leave(self) -> None:
        """Go back to the home screen."""
        self.close()
