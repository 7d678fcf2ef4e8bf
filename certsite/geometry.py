"""Places on the sphere and on a grid: the equal-area projection that every drawing of this site uses."""

import math
from dataclasses import dataclass
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Projection:
    """A Lambert azimuthal equal-area projection of the sphere onto a grid whose y grows downwards.

    lon0, lat0: its centre in degrees; x, y: the centre's place on the grid; scale: units of the grid per Earth radius.
    """

    lon0: float
    lat0: float
    scale: float
    x: float
    y: float

    def point(self, lat: float, lon: float) -> Point:
        """Return the place on the grid of a latitude and longitude in degrees.

        The point opposite to the centre is infinitely far away.
        Source: Snyder, Map Projections: A Working Manual (USGS 1395, 1987), equations 22-4, 22-5 and 24-2.
        """
        phi, phi0, turn = math.radians(lat), math.radians(self.lat0), math.radians(lon - self.lon0)
        nearness = 1 + math.sin(phi0) * math.sin(phi) + math.cos(phi0) * math.cos(phi) * math.cos(turn)
        if nearness < 1e-12:
            return math.inf, math.inf
        k = self.scale * math.sqrt(2 / nearness)
        east = math.cos(phi) * math.sin(turn)
        north = math.cos(phi0) * math.sin(phi) - math.sin(phi0) * math.cos(phi) * math.cos(turn)
        return self.x + k * east, self.y - k * north

    def place(self, point: Point) -> Point:
        """Return the latitude and longitude in degrees of a point of the grid.

        A point further from the centre than the whole sphere reaches is taken for the one opposite to the centre.
        Source: Snyder, equations 20-14, 20-15 and 24-16.
        """
        east, north = (point[0] - self.x) / self.scale, (self.y - point[1]) / self.scale
        distance = math.hypot(east, north)
        if not distance:
            return self.lat0, self.lon0
        angle, phi0 = 2 * math.asin(min(1.0, distance / 2)), math.radians(self.lat0)
        sine = math.cos(angle) * math.sin(phi0) + north * math.sin(angle) * math.cos(phi0) / distance
        beside = distance * math.cos(phi0) * math.cos(angle) - north * math.sin(phi0) * math.sin(angle)
        turn = math.degrees(math.atan2(east * math.sin(angle), beside))
        return math.degrees(math.asin(max(-1.0, min(1.0, sine)))), self.lon0 + turn


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle on the grid, `top` being the smaller y."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, point: Point, slack: float = 0.0) -> bool:
        """Tell whether the point lies inside, or outside by at most `slack` on either axis."""
        x, y = point
        across = self.left - slack <= x <= self.right + slack
        return across and self.top - slack <= y <= self.bottom + slack
