"""What is said of pictures: sellers' texts whole, and shoppers' words put together anew at every step."""

import random
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer

from model import PAD, WINDOW

UNKNOWN = 2
WORD_START = 3

# Which of kind, colour, pattern a shopper names, and how often.
NAMED = [("k", 15), ("ck", 32), ("pk", 15), ("cpk", 25), ("c", 4), ("p", 4), ("cp", 5)]


@dataclass
class Said:
    """Texts, and for each what it may be true of: boolean rows over kinds, colours, patterns."""

    ids: torch.Tensor
    kinds: torch.Tensor
    colours: torch.Tensor
    patterns: torch.Tensor


def padded(ids: list[int]) -> list[int]:
    """As the project tokenises: cut to the window, closed by the end of text, padded with the same."""
    return (ids[: WINDOW - 1] + [PAD] * WINDOW)[:WINDOW]


class Captions:
    def __init__(self, words: dict, tokenizer: Tokenizer, chance: random.Random) -> None:
        self.chance = chance
        self.counts = words["counts"]
        encode = lambda text: tokenizer.encode(text, add_special_tokens=False).ids  # noqa: E731
        self.by_meaning = {
            part: [
                [(encode(entry["text"]), entry["means"]) for entry in words[part] if at in entry["means"]]
                for at in range(self.counts[part])
            ]
            for part in ("kinds", "colours", "patterns")
        }
        self.fillers = [encode(text) for text in words["fillers"]]
        self.vocabulary = tokenizer.get_vocab_size()

    def asked(self, looks: list[tuple[int, int, int]]) -> Said:
        """One shopper's query for each (kind, colour, pattern)."""
        rows = [self._query(*look) for look in looks]
        return Said(
            torch.tensor([row[0] for row in rows]), *(torch.stack([row[at] for row in rows]) for at in (1, 2, 3))
        )

    def _query(self, kind: int, colour: int, pattern: int):
        named = self.chance.choices([name for name, _ in NAMED], [often for _, often in NAMED])[0]
        kinds = torch.ones(self.counts["kinds"], dtype=torch.bool)
        colours = torch.ones(self.counts["colours"], dtype=torch.bool)
        patterns = torch.ones(self.counts["patterns"], dtype=torch.bool)
        parts = []
        for letter, part, at, allowed in (
            ("c", "colours", colour, colours), ("p", "patterns", pattern, patterns), ("k", "kinds", kind, kinds),
        ):  # fmt: skip
            if letter not in named:
                continue
            ids, means = self.chance.choice(self.by_meaning[part][at])
            allowed[:] = False
            allowed[means] = True
            parts.append(ids)
        order = self.chance.random()
        if order < 0.35:
            parts.reverse()
        elif order < 0.5:
            self.chance.shuffle(parts)
        for _ in range(self.chance.choice((0, 0, 0, 1, 1, 2, 3))):
            parts.insert(self.chance.randint(0, len(parts)), self.noise())
        return padded([piece for part in parts for piece in part]), kinds, colours, patterns

    def noise(self) -> list[int]:
        """Words that say nothing: a filler, a word nobody knows, or one that only begins like a known one."""
        kind = self.chance.random()
        if kind < 0.6:
            return self.chance.choice(self.fillers)
        if kind < 0.8:
            return [WORD_START, UNKNOWN]
        return [self.chance.randrange(WORD_START + 1, self.vocabulary), UNKNOWN]

    def nonsense(self) -> list[int]:
        """A whole text that says nothing of a picture."""
        return padded([piece for _ in range(self.chance.randint(2, 6)) for piece in self.noise()])


def true_of(said: Said, kinds: torch.Tensor, colours: torch.Tensor, patterns: torch.Tensor) -> torch.Tensor:
    """Boolean [pictures, texts]. A picture of no product (-1) is what no text speaks of."""
    shown = (kinds >= 0).unsqueeze(1)
    at = lambda rows, index: rows[:, index.clamp(min=0)].T  # noqa: E731
    return shown & at(said.kinds, kinds) & at(said.colours, colours) & at(said.patterns, patterns)
