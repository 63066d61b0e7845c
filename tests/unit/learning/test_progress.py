from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_coach.domain.attempt import Attempt
from interview_coach.domain.comparing import differences
from interview_coach.domain.vocabulary import Seniority, Track
from interview_coach.learning.confidence import FEWEST, Leaning, confidences
from interview_coach.learning.effort import effort, streak
from interview_coach.learning.lines import lines
from interview_coach.learning.progress import Progress, Scope, progress
from interview_coach.learning.standing import profile, standings
from interview_coach.learning.trend import Trend
from tests.support.attempts import COMPETENCIES, ESTIMATE, FULL, SCALES, an_attempt, criteria, days, histories
from tests.support.events import START

TODAY = START.date()


def progress_of(*made: Attempt, day: float = 6, **scope: object) -> Progress:
    return progress(made, now=days(day), zone=UTC, scope=Scope(**scope), topics=COMPETENCIES)


class TestLines:
    def test_one_grader_makes_one_line_however_often_it_grades(self) -> None:
        thrice = FULL.model_copy(update={"samples": 3})
        [line] = lines([an_attempt(level=2.0), an_attempt(days(1), 4.0, scale=thrice)])
        assert [p.level for p in line.points] == [2.0, 4.0]
        assert (line.label, line.mean, line.trend) == ("claude-opus-5-5, full grades", 3.0, Trend.TOO_FEW)

    def test_another_scale_begins_another_line_and_says_why(self) -> None:
        made = [an_attempt(days(i), scale=scale) for i, scale in enumerate(SCALES)]
        drawn = lines(made)
        assert [line.label for line in drawn] == [
            "cues-2, estimates ±1",
            "claude-opus-5-5, full grades, seniority mid",
            "claude-opus-5-5, full grades, seniority mid, version 2",
            "claude-opus-5-5, full grades, seniority mid, version 3",
            "claude-opus-5-5, full grades, seniority director",
        ]
        assert any("Graded for different seniorities: mid and director." in why for why in drawn[4].changed)
        assert drawn[0].changed == ()
        assert drawn[1].changed == ("One is a coverage estimate (±1 level), the other a full grade.",)
        assert "instructions changed" in drawn[2].changed[0]

    @given(histories)
    def test_lines_never_mix_scales_and_hold_every_level_once_in_order(self, made: list[Attempt]) -> None:
        ordered = sorted(made, key=lambda a: a.at)
        by_ref = {(a.interview, a.exchange, a.at): a for a in ordered}
        drawn = lines(ordered)
        assert sum(len(line.points) for line in drawn) == sum(a.level is not None for a in made)
        assert len({(line.competency, line.label) for line in drawn}) == len(drawn)
        for line in drawn:
            points = [by_ref[p.attempt.interview, p.attempt.exchange, p.at] for p in line.points]
            assert all(one.at <= other.at for one, other in pairwise(points))
            assert all(differences(line.scale, a.scale) == () or len(by_ref) < len(made) for a in points)
        for one, other in pairwise(drawn):
            if one.competency == other.competency:
                assert other.changed


class TestStanding:
    def test_it_is_the_mean_of_the_latest_three(self) -> None:
        [standing] = standings([an_attempt(days(i), level) for i, level in enumerate([1.0, 2.0, 3.0, 4.0])])
        assert (standing.level, standing.of, standing.graded) == (3.0, 3, 4)
        assert (standing.lowest, standing.highest, standing.estimate) == (2.0, 4.0, False)

    def test_only_the_newest_scale_counts(self) -> None:
        [standing] = standings([an_attempt(level=1.0, scale=ESTIMATE), an_attempt(days(1), 4.0)])
        assert (standing.level, standing.of, standing.graded) == (4.0, 1, 2)
        [back] = standings([an_attempt(level=4.0), an_attempt(days(1), 2.0, scale=ESTIMATE)])
        assert (back.level, back.estimate) == (2.0, True)

    def test_answers_without_levels_have_no_standing(self) -> None:
        [standing] = standings([an_attempt(level=None, scale=None)])
        assert (standing.level, standing.of, standing.answered) == (None, 0, 1)
        assert standings([an_attempt(level=None, answered=False)]) == ()

    @given(histories)
    def test_it_lies_between_its_lowest_and_highest(self, made: list[Attempt]) -> None:
        for standing in standings(sorted(made, key=lambda a: a.at)):
            if standing.level is not None and standing.lowest is not None and standing.highest is not None:
                assert standing.lowest - 1e-9 <= standing.level <= standing.highest + 1e-9
                assert 1 <= standing.of <= 3


class TestProfile:
    def test_criteria_well_off_the_mean_are_named(self) -> None:
        made = [an_attempt(days(i), criteria=criteria(method=4.5, rigour=1.5, clarity=3.0)) for i in range(3)]
        found = profile(made)
        assert (found.mean, found.too_few) == (3.0, 0)
        assert [(c.criterion, c.level, c.of) for c in found.strong] == [("method", 4.5, 3)]
        assert [c.criterion for c in found.weak] == ["rigour"]

    def test_two_attempts_are_too_few(self) -> None:
        found = profile([an_attempt(days(i), criteria=criteria(method=4.5, rigour=1.5)) for i in range(2)])
        assert (found.mean, found.strong, found.weak, found.too_few) == (None, (), (), 2)

    def test_what_hardly_differs_does_not_stand_out(self) -> None:
        found = profile([an_attempt(days(i), criteria=criteria(method=3.2, rigour=2.9)) for i in range(3)])
        assert (found.strong, found.weak) == ((), ())

    def test_other_graders_are_left_out_and_counted(self) -> None:
        made = [an_attempt(days(i), scale=ESTIMATE, criteria=criteria(method=1.0)) for i in range(4)]
        made += [an_attempt(days(5 + i), criteria=criteria(method=4.0)) for i in range(3)]
        found = profile(made)
        assert (found.left_out, found.mean, found.estimate) == (4, 4.0, False)

    @given(histories)
    def test_nothing_is_both_strong_and_weak(self, made: list[Attempt]) -> None:
        found = profile(sorted(made, key=lambda a: a.at))
        assert not set(found.strong) & set(found.weak)
        assert all(c.of >= 3 for c in (*found.strong, *found.weak))


def guessed(*pairs: tuple[int, float], scale: object = FULL) -> list[Attempt]:
    return [an_attempt(days(i), level, self_level=own, scale=scale) for i, (own, level) in enumerate(pairs)]


class TestConfidence:
    @pytest.mark.parametrize(
        ("pairs", "leaning"),
        [
            ([(4, 3.0)] * 4, Leaning.TOO_FEW),
            ([(4, 3.0)] * 5, Leaning.OVER),
            ([(2, 3.0)] * 5, Leaning.UNDER),
            ([(3, 3.2)] * 5, Leaning.ABOUT_RIGHT),
            ([(5, 1.0), (1, 5.0)] * 3, Leaning.UNCLEAR),
            ([(5, 1.0), (1, 4.0)] * 3, Leaning.UNCLEAR),
        ],
    )
    def test_grades(self, pairs: list[tuple[int, float]], leaning: Leaning) -> None:
        [found] = confidences(guessed(*pairs))
        assert found.leaning is leaning

    @pytest.mark.parametrize(
        ("own", "level", "leaning"),
        [(5, 3.4, Leaning.UNCLEAR), (3, 3.0, Leaning.UNCLEAR), (5, 1.4, Leaning.OVER), (1, 3.4, Leaning.UNDER)],
    )
    def test_estimates_come_out_too_low_so_more_is_needed(self, own: int, level: float, leaning: Leaning) -> None:
        """A strong candidate who guesses 5 and is estimated at 3.4 is not over-confident."""
        [found] = confidences(guessed(*[(own, level)] * 8, scale=ESTIMATE))
        assert (found.leaning, found.estimate) == (leaning, True)

    @pytest.mark.parametrize(
        ("pairs", "scale"),
        [
            ([(4, 3.8), (4, 3.8), (4, 3.5), (5, 3.5), (5, 3.4)], FULL),
            ([(5, 1.5), (5, 1.5), (5, 3.9), (5, 3.9), (5, 3.6)], ESTIMATE),
            ([(5, 1.0), (5, 1.0), (5, 1.8), (5, 4.0), (5, 4.5)], ESTIMATE),
        ],
    )
    def test_what_chance_or_the_estimate_explains_is_not_told_of_the_candidate(
        self, pairs: list[tuple[int, float]], scale: object
    ) -> None:
        """Of five guesses the mean must be 2.8 standard errors off, and beyond what estimates are off by themselves."""
        [found] = confidences(guessed(*pairs, scale=scale))
        assert found.leaning is Leaning.UNCLEAR

    def test_guesses_below_estimates_are_not_explained_by_estimates_that_are_too_low(self) -> None:
        [found] = confidences(guessed(*[(2, 2.8)] * 6, scale=ESTIMATE))
        assert "0.8 levels below the 6 estimates" in found.words
        assert "too low" not in found.words

    def test_graders_stay_apart_and_the_latest_comes_first(self) -> None:
        made = guessed(*[(4, 3.0)] * 5)
        made += [a.model_copy(update={"scale": ESTIMATE, "at": a.at + timedelta(days=30)}) for a in made]
        found = confidences(made)
        assert [(c.estimate, c.of) for c in found] == [(True, 5), (False, 5)]

    @given(histories)
    def test_nothing_is_claimed_from_few(self, made: list[Attempt]) -> None:
        found = confidences(sorted(made, key=lambda a: a.at))
        assert all((c.leaning is Leaning.TOO_FEW) == (c.of < FEWEST) for c in found)
        assert sum(c.of for c in found) == sum(a.level is not None and a.self_level is not None for a in made)
        assert all(c.words.endswith(".") for c in found)


class TestEffort:
    def test_sums_means_and_speed(self) -> None:
        made = [
            an_attempt(hints=2, probes=1, words=120, composed_words=120, active_seconds=300, composed_seconds=120),
            an_attempt(days(1), hints=0, probes=2, words=80, active_seconds=100),
            an_attempt(days(2), level=None, answered=False, hints=3, words=5, active_seconds=40),
        ]
        found = effort(made)
        assert (found.answered, found.hints, found.with_hints, found.probes) == (2, 2, 1, 3)
        assert (found.words, found.seconds, found.measured, found.words_per_minute) == (200, 400, 1, 60)
        assert found.each(found.probes) == 1.5

    def test_what_was_pasted_has_no_speed_and_it_is_said(self) -> None:
        made = [
            an_attempt(words=5_000_060, composed_words=60, composed_seconds=60, pasted=1),
            an_attempt(days(1), words=400, pasted=2),
        ]
        found = effort(made)
        assert (found.words_per_minute, found.speed_note) == (60, "1 answer measured; 3 pasted ones left out")
        only = effort(made[1:])
        assert (only.words_per_minute, only.speed_note) == (None, "0 answers measured; 2 pasted ones left out")

    def test_nothing_measured_is_no_zero(self) -> None:
        found = effort([])
        assert (found.words_per_minute, found.each(3)) == (None, None)

    @pytest.mark.parametrize(
        ("offsets", "current", "today", "longest"),
        [
            ([], 0, False, 0),
            ([0], 1, True, 1),
            ([-1], 1, False, 1),
            ([-2], 0, False, 1),
            ([0, -1, -2, -4, -5], 3, True, 3),
            ([-3, -4, -5], 0, False, 3),
            ([0, 0, 0], 1, True, 1),
        ],
    )
    def test_streaks(self, offsets: list[int], current: int, today: bool, longest: int) -> None:
        found = streak([an_attempt(days(d)) for d in offsets], TODAY, UTC)
        assert (found.current, found.today, found.longest) == (current, today, longest)

    def test_skipped_questions_keep_no_streak(self) -> None:
        assert streak([an_attempt(level=None, answered=False)], TODAY, UTC).current == 0

    @given(st.sets(st.integers(-30, 0)))
    def test_a_streak_is_never_longer_than_the_longest(self, offsets: set[int]) -> None:
        found = streak([an_attempt(days(d)) for d in offsets], TODAY, UTC)
        assert found.current <= found.longest <= found.days == len(offsets)
        assert found.today == (0 in offsets)


class TestScope:
    def test_each_part_narrows(self) -> None:
        made = [
            an_attempt(),
            an_attempt(days(2), competency="ethics"),
            an_attempt(days(3), track=Track.PLATFORM),
        ]
        assert progress_of(*made).answered == 3
        assert progress_of(*made, competencies=("ethics",)).answered == 1
        assert progress_of(*made, since=date(2026, 11, 22)).answered == 2
        assert progress_of(*made, track=Track.PLATFORM).answered == 1
        assert progress_of(*made, competencies=("ethics",)).untried == ()
        assert progress_of(*made).untried == ("failure-modes",)
        assert progress_of(*made, since=date(2026, 11, 23)).untried == ("failure-modes",), (
            "practised before is practised"
        )
        assert progress_of(*made, track=Track.PLATFORM).untried == ("failure-modes",)

    def test_sides_that_few_levels_show_are_told_as_such(self) -> None:
        made = [an_attempt(days(i), criteria=criteria(method=4.5, rigour=1.5)) for i in range(3)]
        assert any("chance alone" in note for note in progress_of(*made).notes)
        assert not any("chance alone" in note for note in progress_of(*made[:2]).notes)

    def test_full_grades_for_another_seniority_stand_apart_and_estimates_together(self) -> None:
        director = FULL.model_copy(update={"seniority": Seniority.DIRECTOR})
        made = [
            *(an_attempt(days(i), criteria=criteria(method=4.5, rigour=1.5)) for i in range(3)),
            *(an_attempt(days(3 + i), 2.0, scale=director, criteria=criteria(method=2.0)) for i in range(2)),
        ]
        found = progress_of(*made)
        assert [(len(line.points), line.label) for line in found.lines] == [
            (3, "claude-opus-5-5, full grades, seniority mid"),
            (2, "claude-opus-5-5, full grades, seniority director"),
        ]
        [standing] = found.standings
        assert (standing.level, standing.of) == (2.0, 2)
        assert standing.label == "claude-opus-5-5, full grades, seniority director"
        assert (found.profile.left_out, found.profile.strong) == (3, ())
        assert found.profile.label == "claude-opus-5-5, full grades, seniority director, prompt p1"
        assert any("seniority of full grades changed" in note for note in found.notes)
        estimated = [a.model_copy(update={"scale": ESTIMATE, "seniority": Seniority.DIRECTOR}) for a in made[:2]]
        assert len(progress_of(*made[:2]).lines) == len(progress_of(*estimated).lines) == 1

    def test_guesses_are_told_for_all_seniorities_of_a_grader(self) -> None:
        director = FULL.model_copy(update={"seniority": Seniority.DIRECTOR})
        made = [an_attempt(days(i), self_level=3, scale=scale) for i, scale in enumerate((FULL, director))]
        [found] = progress_of(*made).confidence
        assert found.of == 2

    def test_the_streak_is_over_everything(self) -> None:
        made = [an_attempt(), an_attempt(days(1), competency="ethics")]
        assert progress_of(*made, day=1, competencies=("ethics",)).streak.current == 2

    def test_attempts_of_tomorrow_are_left_out_and_it_is_said(self) -> None:
        found = progress_of(an_attempt(), an_attempt(datetime(2031, 1, 1, tzinfo=UTC)))
        assert found.answered == 1
        assert any(note.startswith("1 attempt is dated after today") for note in found.notes)

    def test_rubrics_that_are_looked_at_together_are_said(self) -> None:
        other = FULL.model_copy(update={"rubric": "ethics", "rubric_hash": "cccc"})
        together = progress_of(an_attempt(), an_attempt(days(1), competency="ethics", scale=other))
        assert any("all rubrics of one grader" in note for note in together.notes)
        assert not any("all rubrics" in note for note in progress_of(an_attempt()).notes)

    def test_interviews_without_an_answer_are_not_counted(self) -> None:
        skipped = an_attempt(days(1), None, answered=False)
        found = progress_of(an_attempt(), skipped)
        assert (found.interviews, found.attempts, found.answered) == (1, 2, 1)

    def test_nothing_at_all_is_no_error(self) -> None:
        found = progress_of()
        assert (found.lines, found.standings, found.profile.mean, found.notes) == ((), (), None, ())

    @given(histories)
    def test_the_order_is_irrelevant_and_counts_agree(self, made: list[Attempt]) -> None:
        keys = {(a.at, a.interview, a.exchange) for a in made}
        found = progress_of(*made)
        if len(keys) == len(made):
            assert progress_of(*reversed(made)) == found
        assert sum(s.answered for s in found.standings) == found.answered
        assert sum(len(line.points) for line in found.lines) == found.graded
        for standing in found.standings:
            of_it = [a.level for a in made if a.competency == standing.competency and a.level is not None]
            if standing.level is not None and len(of_it) == 1:
                assert standing.level == fmean(of_it)
