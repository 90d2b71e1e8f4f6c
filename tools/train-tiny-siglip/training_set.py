"""The drawn pictures and what sellers say of them, in batches."""

import json
import random

import numpy as np
import torch

PICTURES_AT_ONCE = 64


class TrainingSet:
    def __init__(self, folder: str) -> None:
        with open(f"{folder}/pictures.json") as file:
            described = json.load(file)
        with open(f"{folder}/words.json") as file:
            self.words = json.load(file)
        side, rows = described["side"], described["rows"]
        self.pixels = np.memmap(f"{folder}/pictures.bin", np.uint8, "r", shape=(len(rows), side, side, 3))
        self.texts = [row["texts"] for row in rows]
        self.kind, self.colour, self.pattern, self.thing = (
            torch.tensor([row[name] for row in rows]) for name in ("kind", "colour", "pattern", "thing")
        )
        self.views: dict[int, list[int]] = {}
        for at, thing in enumerate(self.thing.tolist()):
            self.views.setdefault(thing, []).append(at)
        self.of_kind = self._things_by(self.kind)
        self.of_colour = self._things_by(self.colour)

    def _things_by(self, values: torch.Tensor) -> list[list[int]]:
        things: dict[int, list[int]] = {}
        for thing, rows in self.views.items():
            things.setdefault(int(values[rows[0]]), []).append(thing)
        return [group for value, group in things.items() if value >= 0]

    def pictures(self, rows: list[int]) -> torch.Tensor:
        return torch.from_numpy(self.pixels[rows]).permute(0, 3, 1, 2)

    def batch(self, chance: random.Random) -> list[int]:
        """Rows of different things, in most batches of few kinds or one colour: what differs little is told apart."""
        kind = chance.random()
        if kind < 0.4:
            pool = [thing for group in chance.sample(self.of_kind, chance.choice((1, 1, 3))) for thing in group]
        elif kind < 0.55:
            pool = chance.choice(self.of_colour)
        else:
            pool = list(self.views)
        return [chance.choice(self.views[thing]) for thing in chance.sample(pool, min(PICTURES_AT_ONCE, len(pool)))]

    def another_view(self, row: int, chance: random.Random) -> int:
        return chance.choice(self.views[int(self.thing[row])])
