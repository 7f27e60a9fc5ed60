"""Learns the network from items: several questions at once, each asked where its corpus knows the answer."""

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from tolqyn.annotate.encoder.weights import Weights
from training.attitudes.items import IGNORED, Item
from training.attitudes.network import Lower, Network

Task = Literal["attitude", "pooled", "holder", "expression", "related", "targets"]


@dataclass(frozen=True, slots=True)
class Options:
    """`weights` are those of the classes against, neither, for; where `marked`, a mark is added to the target's
    tokens and items have one target each; `neither` is the share of targets of no attitude that an epoch sees."""

    first: int = 6
    last: int = 10
    rank: int = 8
    epochs: int = 5
    batch: int = 20
    rate: float = 1e-3
    head_rate: float = 1e-3
    decay: float = 0.01
    warm: int = 60
    average: float = 0.98
    seed: int = 1
    weights: tuple[float, float, float] = (2.2, 0.6, 2.4)
    marked: bool = False
    neither: float = 1.0
    shares: tuple[float, float, float, float, float, float] = (1.0, 0.4, 0.4, 0.4, 0.6, 0.4)


@dataclass(frozen=True, slots=True)
class Batch:
    """`x` lower states (B, L, H); `real` (B, L); `own` (T,), `aims` (T, L); labels as `Aimed` holds them."""

    x: Tensor
    real: Tensor
    own: Tensor
    aims: Tensor
    attitude: Tensor
    pooled: Tensor
    pairs: Tensor
    targets: Tensor


@dataclass(frozen=True, slots=True)
class Answer:
    """What the network says of one item: probabilities of each target (T, 3), pooled (T, 4), pairs (T, L, 3, 3) by
    question, and targets (L, 3)."""

    attitude: np.ndarray
    pooled: np.ndarray
    pairs: np.ndarray
    targets: np.ndarray


def learn(
    items: Sequence[Item], lower: Lower, weights: Weights, options: Options, start: Network | None = None
) -> Network:
    """A network whose numbers are the running average of those at each step; it goes on from `start` where given."""
    torch.manual_seed(options.seed)
    chance = random.Random(options.seed)
    network = Network(weights, options.first, options.last, options.rank)
    if start is not None:
        network.load_state_dict(start.state_dict())
    optimizer = _optimizer(network, options)
    rates = [group["lr"] for group in optimizer.param_groups]
    steps, step, mean = _steps(items, options), 0, _copied(network)
    for epoch in range(options.epochs):
        network.train()
        total = 0.0
        for chosen in _batches(items, options, chance):
            level = min(1.0, (step + 1) / options.warm) * max(0.0, 1 - step / steps)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * level
            loss = _loss(network, make_batch([items[at] for at in chosen], lower), options)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step += 1
            _average(mean, network, min(options.average, step / (step + 9)))
            total += float(loss.detach())
        print(f"epoch {epoch + 1}: loss {total * options.batch / len(items):.3f}", file=sys.stderr, flush=True)
    network.load_state_dict(mean)
    return network.eval()


@torch.no_grad()
def answer(network: Network, items: Sequence[Item], lower: Lower, options: Options) -> list[Answer]:
    """What a network says of each item; one by one, so that no item's numbers depend on its neighbours."""
    found = []
    for item in items:
        batch = make_batch([item], lower)
        x = network.states(given(network, batch, options), batch.real)
        attitude, pooled, pairs = network.judge(x, batch.real, batch.own, batch.aims)
        shaped = pairs.view(*pairs.shape[:2], 3, 3).softmax(-1)
        targets = network.targets(x)[0].softmax(-1)
        found.append(Answer(*(one.numpy() for one in (attitude.softmax(-1), pooled.sigmoid(), shaped, targets))))
    return found


def make_batch(items: Sequence[Item], lower: Lower) -> Batch:
    """Items side by side, padded to the longest."""
    length = max(len(item.ids) for item in items)
    aimed = [(at, one) for at, item in enumerate(items) for one in item.aimed]
    width = next(iter(lower.known.values())).shape[1]
    x, real = np.zeros((len(items), length, width), np.float32), np.zeros((len(items), length), np.float32)
    targets = np.full((len(items), length), IGNORED)
    for at, item in enumerate(items):
        size = len(item.ids)
        x[at, :size], real[at, :size] = lower.known[item.sentence], 1
        if item.targets is not None:
            targets[at, :size] = item.targets
    aims = np.zeros((len(aimed), length), np.float32)
    pairs = np.full((len(aimed), length, 3), IGNORED)
    pooled = np.full((len(aimed), 4), -1.0, np.float32)
    for at, (_, one) in enumerate(aimed):
        aims[at, one.tokens] = 1 / len(one.tokens)
        for question, labels in enumerate((one.holder, one.expression, one.related)):
            if labels is not None:
                pairs[at, : len(labels), question] = labels
        if one.pooled is not None:
            pooled[at] = one.pooled
    own = torch.tensor([at for at, _ in aimed], dtype=torch.long)
    attitude = torch.tensor([one.attitude for _, one in aimed], dtype=torch.long)
    arrays = (torch.from_numpy(one) for one in (pooled, pairs, targets))
    return Batch(torch.from_numpy(x), torch.from_numpy(real), own, torch.from_numpy(aims), attitude, *arrays)


def given(network: Network, batch: Batch, options: Options) -> Tensor:
    """Lower states, with the mark on the target's tokens where there is one."""
    return batch.x + (batch.aims > 0).float()[..., None] * network.mark if options.marked else batch.x


def _loss(network: Network, batch: Batch, options: Options) -> Tensor:
    x = network.states(given(network, batch, options), batch.real)
    shares, weights = options.shares, torch.tensor(options.weights)
    loss = torch.zeros(())
    if len(batch.own):
        attitude, pooled, pairs = network.judge(x, batch.real, batch.own, batch.aims)
        loss = loss + shares[0] * _cross(attitude, batch.attitude, weights)
        known = batch.pooled >= 0
        if bool(known.any()):
            loss = loss + shares[1] * 4 * F.binary_cross_entropy_with_logits(pooled[known], batch.pooled[known])
        for question, share in enumerate(shares[2:5]):
            part = pairs[..., 3 * question : 3 * question + 3].reshape(-1, 3)
            loss = loss + share * 3 * _cross(
                part, batch.pairs[..., question].reshape(-1), torch.tensor((2.0, 1.0, 2.0))
            )
    part = network.targets(x).reshape(-1, 3)
    return loss + shares[5] * 3 * _cross(part, batch.targets.reshape(-1), torch.tensor((2.0, 1.0, 2.0)))


def _cross(logits: Tensor, labels: Tensor, weights: Tensor) -> Tensor:
    """Weighted cross entropy where the label is known, 0 where it nowhere is."""
    if not bool((labels != IGNORED).any()):
        return torch.zeros(())
    return F.cross_entropy(logits, labels, weight=weights, ignore_index=IGNORED)


def _steps(items: Sequence[Item], options: Options) -> int:
    """Steps until the rate has fallen to nothing; about as many as there are where an epoch sees a part."""
    if options.neither == 1:
        return options.epochs * -(-len(items) // options.batch)
    seen = sum(options.neither if _is_neither(item) else 1.0 for item in items)
    return int(options.epochs * seen / options.batch) + options.epochs


def _is_neither(item: Item) -> bool:
    return len(item.aimed) == 1 and item.aimed[0].attitude == 1


def _batches(items: Sequence[Item], options: Options, chance: random.Random) -> list[list[int]]:
    """Items of nearly one length together, batches in chance order."""
    kept = [at for at, item in enumerate(items) if not _is_neither(item) or chance.random() < options.neither]
    order = sorted(kept, key=lambda at: len(items[at].ids) + 6 * chance.random())
    found = [order[start : start + options.batch] for start in range(0, len(order), options.batch)]
    chance.shuffle(found)
    return found


def _optimizer(network: Network, options: Options) -> torch.optim.Optimizer:
    adapters = [value for name, value in network.named_parameters() if name.startswith("layers")]
    heads = [value for name, value in network.named_parameters() if not name.startswith("layers")]
    groups = [{"params": adapters, "lr": options.rate}, {"params": heads, "lr": options.head_rate}]
    return torch.optim.AdamW(groups, weight_decay=options.decay)


def _copied(network: Network) -> dict[str, Tensor]:
    return {name: value.detach().clone() for name, value in network.state_dict().items()}


@torch.no_grad()
def _average(mean: dict[str, Tensor], network: Network, share: float) -> None:
    for name, value in network.state_dict().items():
        mean[name].lerp_(value, 1 - share)
