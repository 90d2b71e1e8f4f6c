"""Makes the model's folder of trained towers. Usage: finish.py DATA_DIR TOWERS_FILE MODEL_DIR

Both towers' vectors lie in a subspace (their last layers are narrow). Turned into the first dimensions they leave room
for what words cannot say: which one of its kind, colour and pattern a picture shows. That part is found in closed form,
as the directions of the features in which pictures differ most from each other and least from photographs of themselves
(linear discriminants). Training the towers for it instead takes hours to come as far.
"""

import random
import sys

import torch
from torch import nn

from export import export
from model import DIMENSIONS, FinishedText, FinishedVision, TextTower, VisionTower, part_of
from pictures import photographed
from tokens import build_tokenizer
from training_set import TrainingSet

PICTURES = 6000
AT_ONCE = 100
# Of each picture: as it is, and photographed.
STRENGTHS = (0.0, 0.6, 1.0, 1.0)
SHRINKAGE = 0.05
# Of a picture's squared length: what tells one from another, against what words can say.
IDENTITY_SHARE = 0.5


def main(data_folder: str, towers: str, folder: str) -> None:
    torch.manual_seed(0)
    data = TrainingSet(data_folder)
    tokenizer = build_tokenizer(data.words, [text for texts in data.texts for text in texts])
    known = torch.load(towers)
    vision, text = VisionTower(), TextTower(tokenizer.get_vocab_size())
    vision.load_state_dict(part_of(known, "vision."))
    text.load_state_dict(part_of(known, "text."))
    vision.eval()
    with torch.no_grad():
        basis = shared_basis(vision.head[-1], text.head[-1])
        identity = discriminants(features_of(vision, data), DIMENSIONS - basis.shape[1])
        finished_text = FinishedText(text.eval(), turned(text.head[-1], basis))
        finished = FinishedVision(vision, turned(vision.head[-1], basis), identity, IDENTITY_SHARE)
    export(finished.eval(), finished_text.eval(), tokenizer, folder)


def shared_basis(*layers: nn.Linear) -> torch.Tensor:
    """Orthonormal columns that span whatever the layers can give: turning into them changes no angle."""
    columns = torch.cat([torch.cat([layer.weight, layer.bias.unsqueeze(1)], 1) for layer in layers], 1)
    return torch.linalg.qr(columns.double())[0].float()


def turned(layer: nn.Linear, basis: torch.Tensor) -> nn.Linear:
    return linear(basis.T @ layer.weight, basis.T @ layer.bias)


def linear(weight: torch.Tensor, bias: torch.Tensor) -> nn.Linear:
    layer = nn.Linear(weight.shape[1], weight.shape[0])
    layer.weight.copy_(weight)
    layer.bias.copy_(bias)
    return layer


def features_of(vision: VisionTower, data: TrainingSet) -> torch.Tensor:
    """[pictures, photographs, features]"""
    rows = random.Random(0).sample(range(len(data.thing)), min(PICTURES, len(data.thing)))
    return torch.cat(
        [
            torch.stack([vision.features(photographed(pixels, strength)) for strength in STRENGTHS], 1)
            for pixels in (data.pictures(rows[at : at + AT_ONCE]) for at in range(0, len(rows), AT_ONCE))
        ]
    )


def discriminants(features: torch.Tensor, count: int) -> nn.Linear:
    """The `count` best directions, in units of what photographs of one picture differ by along them."""
    features = features.double()
    mean, spread = features.flatten(0, 1).mean(0), features.flatten(0, 1).std(0) + 1e-3
    features = (features - mean) / spread
    pictures = features.mean(1)
    off = (features - pictures.unsqueeze(1)).flatten(0, 1)
    photographs = len(STRENGTHS)
    within = off.T @ off / (len(pictures) * (photographs - 1))
    between = pictures.T @ pictures / len(pictures) - within / photographs
    size = len(mean)
    within += SHRINKAGE * within.trace() / size * torch.eye(size, dtype=torch.double)
    whiten = torch.linalg.inv(torch.linalg.cholesky(within))
    _, directions = torch.linalg.eigh(whiten @ between @ whiten.T)
    weight = directions.flip(1)[:, :count].T @ whiten / spread
    return linear(weight.float(), (-weight @ mean).float())


if __name__ == "__main__":
    main(*sys.argv[1:])
