"""Photographs of photographs: what a shopper's camera, messenger and crop do to a picture."""

import torch
from torch.nn import functional as F

READ_SIDE = 112


def photographed(pixels: torch.Tensor, strength: float) -> torch.Tensor:
    """`pixels`: bytes [n, 3, side, side]. Another crop, angle, exposure, colour cast, focus and noise each, as -1..1 of
    112 pixels a side. Strength 0 gives the picture as it is, 1 a crop of 68 % a side, brightness ± 30 %. Never
    mirrored: text would be."""
    count = len(pixels)
    between = lambda low, high: low + (high - low) * torch.rand(count, 1, 1, 1)  # noqa: E731
    pictures = F.grid_sample(pixels.float() / 255, crops(count, strength), padding_mode="border", align_corners=False)
    if strength == 0:
        return pictures * 2 - 1
    pictures = pictures.clamp(0, 1) ** torch.exp(strength * between(-0.28, 0.28))
    pictures = (pictures - 0.5) * (1 + strength * between(-0.22, 0.22)) + 0.5 + strength * between(-0.12, 0.12)
    grey = pictures.mean(1, keepdim=True)
    pictures = grey + (pictures - grey) * (1 + strength * between(-0.25, 0.2))
    cast = 1 + strength * 0.07 * (2 * torch.rand(count, 3, 1, 1) - 1)
    pictures = (pictures * cast * (1 + strength * between(-0.3, 0.3))).clamp(0, 1)
    soft = F.avg_pool2d(pictures, 3, 1, 1, count_include_pad=False)
    blur = between(0, 1) * (torch.rand(count, 1, 1, 1) < 0.5)
    pictures = pictures + strength * blur * (soft - pictures)
    noise = torch.randn_like(pictures) * between(0, 0.025) * strength
    return (pictures + noise).clamp(0, 1) * 2 - 1


def crops(count: int, strength: float) -> torch.Tensor:
    side = 1 - strength * 0.3 * torch.rand(count)
    aspect = torch.exp(strength * (torch.rand(count) - 0.5) * 0.6)
    across = (side * aspect.sqrt()).clamp(max=1)
    down = (side / aspect.sqrt()).clamp(max=1)
    angle = strength * 0.09 * (2 * torch.rand(count) - 1)
    left = (1 - across) * (2 * torch.rand(count) - 1)
    top = (1 - down) * (2 * torch.rand(count) - 1)
    theta = torch.stack(
        [
            torch.stack([across * angle.cos(), -down * angle.sin(), left], 1),
            torch.stack([across * angle.sin(), down * angle.cos(), top], 1),
        ],
        1,
    )
    return F.affine_grid(theta, [count, 3, READ_SIDE, READ_SIDE], align_corners=False)
