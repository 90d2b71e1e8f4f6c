"""The two towers. Inputs and outputs are those of a SigLIP export; what is inside is some hundred times smaller."""

import torch
from torch import nn
from torch.nn import functional as F

DIMENSIONS = 768
WINDOW = 64
PAD = 1  # SigLIP pads with its end of text


def conv(before: int, after: int, size: int, stride: int, groups: int = 1) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(before, after, size, stride, size // 2, groups=groups, bias=False), nn.BatchNorm2d(after), nn.ReLU()
    )


class VisionTower(nn.Module):
    """Reads 112 pixels a side. Beside what is there (means and maxima) it keeps where it is (coarse grids): that tells
    two products of one kind, colour and pattern apart."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = conv(3, 48, 7, 4)
        self.edges = conv(48, 96, 3, 2)
        self.prints = conv(96, 96, 3, 1, groups=4)
        self.parts = conv(96, 128, 3, 2)
        self.places = nn.Conv2d(128, 32, 1)
        features = 128 + 128 + 96 + 96 + 48 + 32 * 16 + 3 * 64
        self.head = nn.Sequential(nn.Linear(features, 256), nn.LayerNorm(256), nn.ReLU(), nn.Linear(256, DIMENSIONS))

    def features(self, small: torch.Tensor) -> torch.Tensor:
        stem = self.stem(small)
        edges = self.edges(stem)
        prints = edges + self.prints(edges)
        parts = self.parts(prints)
        grid = F.avg_pool2d(F.relu(self.places(parts)), 3, 2, 1)
        return torch.cat(
            [
                parts.mean((2, 3)), parts.amax((2, 3)), prints.mean((2, 3)), prints.amax((2, 3)), stem.mean((2, 3)),
                grid.flatten(1), F.avg_pool2d(small, 14).flatten(1),
            ],
            1,
        )  # fmt: skip

    def forward(self, small: torch.Tensor) -> torch.Tensor:
        """`small`: pictures of 112 × 112, normalised to -1..1."""
        return self.head(self.features(small))


class TextTower(nn.Module):
    """Words with their neighbours, weighed by attention."""

    WIDTH = 128
    HEADS = 4

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, self.WIDTH)
        nn.init.normal_(self.words.weight, std=0.5)
        self.neighbours = nn.Conv1d(self.WIDTH, self.WIDTH, 3, padding=1)
        self.weight = nn.Linear(self.WIDTH, self.HEADS)
        self.head = nn.Sequential(nn.Linear(self.WIDTH, 192), nn.LayerNorm(192), nn.ReLU(), nn.Linear(192, DIMENSIONS))

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        said = (ids != PAD).unsqueeze(-1).float()
        words = self.words(ids) * said
        words = words + F.relu(self.neighbours(words.transpose(1, 2)).transpose(1, 2))
        weight = torch.softmax(self.weight(words) - (1 - said) * 1e4, 1)
        heads = words.unflatten(-1, (self.HEADS, -1)) * weight.unsqueeze(-1)
        return self.head(heads.sum(1).flatten(1))


def part_of(state: dict[str, torch.Tensor], prefix: str) -> dict[str, torch.Tensor]:
    return {key.removeprefix(prefix): value for key, value in state.items() if key.startswith(prefix)}


class FinishedVision(nn.Module):
    """From `pixel_values` of 224 × 224 to SigLIP's two outputs: what is shown, then which one it is, each of unit
    length and then weighed. `last_hidden_state` is the pooled vector again."""

    def __init__(self, tower: VisionTower, meaning: nn.Linear, identity: nn.Linear, identity_share: float) -> None:
        super().__init__()
        self.tower, self.identity = tower, identity
        self.head = nn.Sequential(*list(tower.head)[:-1], meaning)
        self.shares = (1 - identity_share) ** 0.5, identity_share**0.5

    def forward(self, pixel_values: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        features = self.tower.features(F.avg_pool2d(pixel_values, 2))
        meaning = F.normalize(self.head(features), dim=1) * self.shares[0]
        identity = F.normalize(self.identity(features), dim=1) * self.shares[1]
        pooled = torch.cat([meaning, identity], 1)
        return pooled.unsqueeze(1), pooled


class FinishedText(nn.Module):
    """Of words nothing is known but their meaning."""

    def __init__(self, tower: TextTower, meaning: nn.Linear) -> None:
        super().__init__()
        self.tower = tower
        tower.head = nn.Sequential(*list(tower.head)[:-1], meaning)
        self.rest = DIMENSIONS - meaning.out_features

    def forward(self, input_ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        pooled = F.pad(self.tower(input_ids), (0, self.rest))
        return pooled.unsqueeze(1), pooled
