"""Addresses behind private links; `config.urls` puts them below /workspaces/."""

from __future__ import annotations

from django.urls import path

from knowledge.workspaces.views import (
    gap_analysis,
    ladder,
    links,
    q_sort,
    story_cubes,
    wall,
    wall_items,
)

app_name = "workspaces"
urlpatterns = [
    path(
        "start/gap-analysis/<int:pk>/", gap_analysis.start_gap_analysis, name="start_gap_analysis"
    ),
    path("start/ladder/", ladder.start_team_ladder, name="start_team_ladder"),
    path("start/sticky-notes/", wall.start_wall, name="start_wall"),
    path("start/q-sort/", q_sort.start_q_sort, name="start_q_sort"),
    path("start/story-cubes/", story_cubes.start_story, name="start_story_cubes"),
    path("<str:key>/", links.open_workspace, name="open"),
    path("<str:key>/links/", links.links, name="links"),
    path("<str:key>/ladder/", ladder.spread, name="team_ladder"),
    path("<str:key>/ladder/booklet/", ladder.make_booklet, name="team_booklet"),
    path("<str:key>/ladder/answer/", ladder.answer, name="team_answer"),
    path("<str:key>/wall/", wall.show_wall, name="wall"),
    path("<str:key>/wall/state/", wall.state, name="wall_state"),
    path("<str:key>/wall/act/", wall.act, name="wall_act"),
    path("<str:key>/wall/result/", wall.result, name="wall_result"),
    path("<str:key>/wall/sticky-notes.docx", wall.download, name="wall_file"),
    path("<str:key>/wall/<slug:sort>/<int:pk>/", wall_items.change_item, name="wall_item"),
    path("<str:key>/q-sort/", q_sort.show_q_sort, name="q_sort"),
    path("<str:key>/q-sort/act/", q_sort.act, name="q_sort_act"),
    path("<str:key>/q-sort/cards/", q_sort.change_cards, name="q_sort_cards"),
    path("<str:key>/q-sort/result/", q_sort.result, name="q_sort_result"),
    path("<str:key>/q-sort/q-sort.docx", q_sort.download, name="q_sort_file"),
    path("<str:key>/story-cubes/", story_cubes.show_story, name="story_cubes"),
    path("<str:key>/story-cubes/act/", story_cubes.act, name="story_cubes_act"),
    path("<str:key>/story-cubes/result/", story_cubes.result, name="story_cubes_result"),
    path("<str:key>/story-cubes/story-cubes.docx", story_cubes.download, name="story_cubes_file"),
    path("<str:key>/gap-analysis/", gap_analysis.overview, name="gap_analysis"),
    path("<str:key>/gap-analysis/again/", gap_analysis.do_again, name="gap_again"),
    path(
        "<str:key>/gap-analysis/<int:number>/area/<int:at>/",
        gap_analysis.area_form,
        name="gap_area",
    ),
    path("<str:key>/gap-analysis/<int:number>/", gap_analysis.results, name="gap_results"),
    path(
        "<str:key>/gap-analysis/<int:number>/booklet/",
        gap_analysis.make_booklet,
        name="gap_booklet",
    ),
    path(
        "<str:key>/gap-analysis/<int:number>/gap-analysis.<slug:extension>",
        gap_analysis.download,
        name="gap_file",
    ),
]
