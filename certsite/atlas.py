"""The map of the content: its views, drawn once, and where each of them stands in another."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from certsite.geofile import Blame, Wrong, document, each, grid_of, object_of, path_of, projection_of, text_of
from certsite.geometry import Box, Point, Projection
from certsite.problem import Staged, quote
from certsite.schema.written import is_identifier

VIEW_LIMIT = 20
PATH_LIMIT = 100_000
"""Characters of the outlines of one view: some 40 KB on the way to a visitor, all that a list may weigh."""

MEND = "draw it anew with tools/make_map.py"
EDGE_STEPS = 8
"""Into how many parts the edge of an inset is cut to find its place in another view, where it is a little bent."""


@dataclass(frozen=True, slots=True)
class View:
    """One drawing of a part of the sphere.

    name: by code of the language; width, height: of its grid, in pixels of a wide screen; path: SVG path data of its
    outlines, as `geofile.rings` reads it.
    """

    id: str
    name: Mapping[str, str]
    width: int
    height: int
    path: str
    projection: Projection

    @property
    def grid(self) -> Box:
        """The box of its grid."""
        return Box(0, 0, self.width, self.height)

    def point(self, lat: float, lon: float) -> Point | None:
        """Return the place of a latitude and longitude in degrees, or None where the view does not show it."""
        found = self.projection.point(lat, lon)
        return found if self.grid.holds(found) else None

    def box_of(self, other: "View") -> Box | None:
        """Return the box that another view fills in this one, or None where some of it is not shown here."""
        corners = [self.projection.point(*other.projection.place(place)) for place in other.edge()]
        if not all(map(self.grid.holds, corners)):
            return None
        xs, ys = zip(*corners, strict=True)
        return Box(min(xs), min(ys), max(xs), max(ys))

    def edge(self) -> Iterator[Point]:
        """Yield points along the edge of the grid."""
        for step in range(EDGE_STEPS + 1):
            x, y = self.width * step / EDGE_STEPS, self.height * step / EDGE_STEPS
            yield from ((x, 0), (x, self.height), (0, y), (self.width, y))


def places(views: Sequence[View]) -> Mapping[str, tuple[str, Box]]:
    """Return for each inset, by its id, the id of the closest view that shows all of it, and the box it fills there.

    views: the main one first, the others are insets.
    """
    found = {}
    for inset in views[1:]:
        wider = [view for view in views if view.projection.scale < inset.projection.scale]
        for view in sorted(wider, key=lambda view: -view.projection.scale):
            if box := view.box_of(inset):
                found[inset.id] = (view.id, box)
                break
    return found


def views(raw: bytes | None, shown: str, languages: Collection[str]) -> Staged[tuple[View, ...]]:
    """Read the file of the map: its views, the main one first; without a file (None) there are none, and no problem.

    raw: JSON as `tools/make_map.py` writes it. shown: the file's name in messages. languages: the codes in which each
    view has to be named. A view with a mistake is left out, the others are kept.
    """
    if raw is None:
        return (), ()
    try:
        text, facts = document(raw, ("notice", "views"))
        text_of(facts["notice"], "notice")
        parts = facts["views"]
        if not isinstance(parts, dict) or not 0 < len(parts) <= VIEW_LIMIT:
            raise Wrong(f"views must be an object of 1 to {VIEW_LIMIT} views")
    except Wrong as wrong:
        return (), (Blame(shown, MEND).whole(wrong),)
    found, problems = each(parts, "view", lambda id_, part: _view(id_, part, languages), Blame(shown, MEND, text))
    return tuple(found.values()), problems


def _view(id_: str, raw: object, languages: Collection[str]) -> View:
    if not is_identifier(id_):
        raise Wrong("the id must be made of lower-case letters a to z, digits and single hyphens")
    facts = object_of(raw, "it", ("grid", "name", "path", "projection"))
    width, height = grid_of(facts["grid"])
    return View(
        id=id_,
        name=_name(facts["name"], languages),
        width=width,
        height=height,
        path=path_of(facts["path"], Box(0, 0, width, height), PATH_LIMIT),
        projection=projection_of(facts["projection"]),
    )


def _name(value: object, languages: Collection[str]) -> Mapping[str, str]:
    if not isinstance(value, dict) or set(value) != set(languages):
        wanted = ", ".join(quote(code) for code in languages)
        raise Wrong("name must be given in each language of the site", do=f"write it with the keys {wanted}")
    return {code: text_of(text, f"name in {code}", 100) for code, text in value.items()}
