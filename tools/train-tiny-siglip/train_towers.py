"""Trains both towers on the drawn pictures.

Usage: train_towers.py DATA_DIR TOWERS_FILE [--steps 2000] [--processes 2] [--resume FILE]

One space for three questions: which words are true of a picture, which product a shopper's photograph shows, and which
products a shopper's words ask for, where a product is normalise(0.6 picture + 0.4 seller's text) as the pipeline makes
it.
"""

import argparse
import math
import os
import random
import time

import torch
import torch.distributed as dist
from torch.nn import functional as F

from captions import Captions, Said, padded, true_of
from model import PAD, TextTower, VisionTower, part_of
from pictures import photographed
from tokens import build_tokenizer
from training_set import TrainingSet

FROM_ELSEWHERE = 0.4  # of the photographs: the same thing seen anew; the rest are photographs of the picture
PEAK_RATE = 3e-3
AVERAGE_OVER = 60  # steps: what is exported is the mean of the last ones
TEMPERATURE = 22


class Trainer:
    def __init__(self, data: TrainingSet, rank: int, steps: int, rate: float) -> None:
        self.data = data
        self.chance = random.Random(1000 + rank)
        self.tokenizer = build_tokenizer(data.words, [text for texts in data.texts for text in texts])
        self.captions = Captions(data.words, self.tokenizer, self.chance)
        self.seller_ids = [
            [padded(ids.ids) for ids in self.tokenizer.encode_batch(texts, add_special_tokens=False)]
            for texts in data.texts
        ]
        torch.manual_seed(0)  # all begin with the same weights
        self.vision = VisionTower().to(memory_format=torch.channels_last)
        self.text = TextTower(self.tokenizer.get_vocab_size())
        # Of the sigmoid loss: 10 and -10 stay on a plateau with many positives in a batch. True words come to a cosine
        # of about 0.5: the rest of a picture's vector is left to what tells it from others of its kind.
        self.scale = torch.nn.Parameter(torch.tensor(math.log(25.0)))
        self.bias = torch.nn.Parameter(torch.tensor(-13.0))
        self.parameters = [*self.vision.parameters(), *self.text.parameters(), self.scale, self.bias]
        self.optimizer = torch.optim.AdamW(self.parameters, lr=rate, weight_decay=0.03, betas=(0.9, 0.98))
        self.schedule = torch.optim.lr_scheduler.OneCycleLR(
            self.optimizer, rate, total_steps=steps, pct_start=0.12, div_factor=10, final_div_factor=200
        )
        self.average = {name: value.clone() for name, value in self.state().items()}
        torch.manual_seed(1000 + rank)  # and see other pictures

    def state(self) -> dict[str, torch.Tensor]:
        named = [("vision", self.vision), ("text", self.text)]
        return {f"{name}.{key}": value for name, tower in named for key, value in tower.state_dict().items()}

    def resume(self, file: str) -> None:
        known = torch.load(file)
        for name, tower in (("vision.", self.vision), ("text.", self.text)):
            tower.load_state_dict(part_of(known, name))
        self.average = {name: value.clone() for name, value in self.state().items()}

    def losses(self) -> dict[str, torch.Tensor]:
        data, chance = self.data, self.chance
        rows = data.batch(chance)
        others = [data.another_view(row, chance) if chance.random() < FROM_ELSEWHERE else row for row in rows]
        shown = photographed(data.pictures(rows), 0.0 if chance.random() < 0.6 else 0.4)
        taken = photographed(data.pictures(others), chance.choice([0.6, 1.0, 1.0]))
        vectors = self.vision(torch.cat([shown, taken]).contiguous(memory_format=torch.channels_last))
        pictures, photos = F.normalize(vectors, dim=1).split(len(rows))
        kinds, colours, patterns = data.kind[rows], data.colour[rows], data.pattern[rows]

        written, honest = self.seller_texts(rows)
        looks = torch.stack([kinds, colours, patterns], 1)[kinds >= 0].tolist()
        asked = self.captions.asked([tuple(look) for look in looks])
        ids = torch.cat([written.ids, asked.ids])
        longest = int((ids != PAD).sum(1).max())  # padding says nothing: no need to read all of it
        texts = F.normalize(self.text(ids[:, : longest + 1]), dim=1)
        said, queries = texts.split([len(rows), len(looks)])
        products = F.normalize(0.6 * pictures + 0.4 * said, dim=1)

        asked_truth = true_of(asked, kinds, colours, patterns)
        truth = torch.cat([true_of(written, kinds, colours, patterns)[:, honest], asked_truth], 1)
        words = torch.cat([said[honest], queries])
        return {
            "words of pictures": self.sigmoid_loss(torch.cat([pictures, photos]), words, truth.repeat(2, 1)),
            "words of products": self.sigmoid_loss(products, queries, asked_truth),
            "photo to picture": same(photos, pictures),
            "photo to product": same(photos, products),
        }

    def seller_texts(self, rows: list[int]) -> tuple[Said, torch.Tensor]:
        """One text for each row. As with real sellers, some say something else or nothing: those are not `honest`."""
        data, chance = self.data, self.chance
        ids, honest = [], []
        for row in rows:
            true = bool(self.seller_ids[row]) and chance.random() > 0.06
            honest.append(true)
            texts = self.seller_ids[row] if true else chance.choice(self.seller_ids)
            ids.append(chance.choice(texts) if texts and (true or chance.random() < 0.5) else self.captions.nonsense())
        one = lambda values, of: F.one_hot(values[rows].clamp(min=0), self.captions.counts[of]).bool()  # noqa: E731
        patterns = one(data.pattern, "patterns")
        patterns[data.pattern[rows] == 0] = True  # of plain things sellers rarely say that they are
        said = Said(torch.tensor(ids), one(data.kind, "kinds"), one(data.colour, "colours"), patterns)
        return said, torch.tensor(honest)

    def sigmoid_loss(self, pictures: torch.Tensor, texts: torch.Tensor, truth: torch.Tensor) -> torch.Tensor:
        logits = self.scale.exp() * pictures @ texts.T + self.bias
        return -F.logsigmoid(torch.where(truth, logits, -logits)).sum(1).mean() / 4

    def step(self, at: int) -> dict[str, float]:
        losses = self.losses()
        self.optimizer.zero_grad()
        sum(losses.values()).backward()
        self.share_gradients()
        torch.nn.utils.clip_grad_norm_(self.parameters, 5.0)
        self.optimizer.step()
        self.schedule.step()
        keep = min(1 - 1 / AVERAGE_OVER, at / (at + 10))
        for name, value in self.state().items():
            kept = self.average[name]
            if value.is_floating_point():
                kept.lerp_(value, 1 - keep)
        return {name: value.item() for name, value in losses.items()}

    def share_gradients(self) -> None:
        if dist.get_world_size() == 1:
            return
        flat = torch.cat([parameter.grad.flatten() for parameter in self.parameters])
        dist.all_reduce(flat)
        flat /= dist.get_world_size()
        for parameter, part in zip(self.parameters, flat.split([p.numel() for p in self.parameters])):
            parameter.grad.copy_(part.view_as(parameter))

    def save(self, file: str) -> None:
        torch.save(self.average, file)


def same(photos: torch.Tensor, things: torch.Tensor) -> torch.Tensor:
    """Each photograph is of the thing in its own row and of no other."""
    logits = TEMPERATURE * photos @ things.T
    own = torch.arange(len(photos))
    return (F.cross_entropy(logits, own) + F.cross_entropy(logits.T, own)) / 2


def run(rank: int, options: argparse.Namespace) -> None:
    # One thread each: on busy cores two that wait for each other at every layer are slower than one.
    torch.set_num_threads(1)
    dist.init_process_group("gloo", init_method=f"file://{options.meeting}", rank=rank, world_size=options.processes)
    trainer = Trainer(TrainingSet(options.data), rank, options.steps, options.rate)
    if options.resume:
        trainer.resume(options.resume)
    started = time.time()
    for at in range(options.steps):
        losses = trainer.step(at)
        if rank == 0 and at % 20 == 0:
            told = "  ".join(f"{name} {value:.3f}" for name, value in losses.items())
            print(f"{at:5d}  {time.time() - started:6.0f} s  {told}", flush=True)
        if rank == 0 and (at % 50 == 49 or at == options.steps - 1):
            trainer.save(options.towers)
    dist.destroy_process_group()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("data")
    parser.add_argument("towers")
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--resume", help="TOWERS_FILE of an earlier training")
    parser.add_argument("--rate", type=float, default=PEAK_RATE)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    options.meeting = os.path.abspath(f"{options.data}/meeting-{os.getpid()}")
    torch.multiprocessing.spawn(run, (options,), nprocs=options.processes)
    if os.path.exists(options.meeting):
        os.remove(options.meeting)
