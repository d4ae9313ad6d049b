#!/usr/bin/env python3
"""Lesson 5 once more, in NumPy: from X, Y, W and b of an export, every other value of it, to 1e-12.

usage: check_export.py PROGRAM    exports lesson 5 with each optimizer, and on MNIST when $BACKSTEP_DATA names it
"""
import os
import subprocess
import sys
import tempfile

try:
    import numpy as np
except ImportError:
    print("skipped: no NumPy")
    sys.exit(0)

TOLERANCE = 1e-12
ALPHA, BETA, BETA1, BETA2, EPSILON, H = 0.1, 0.9, 0.9, 0.999, 1e-8, 1e-5


def losses(Z, Y):
    shifted = Z - Z.max(axis=0)
    return (np.log(np.exp(shifted).sum(axis=0)) - (shifted * Y).sum(axis=0)).reshape(1, -1)


def updated(kind, name, W, dW):
    """What an optimizer records for one parameter, in its first step; the last entry is the parameter."""
    zero = np.zeros_like(W)
    if kind == "sgd":
        return {name: W - ALPHA * dW}
    if kind == "momentum":
        v = BETA * zero - ALPHA * dW
        return {"v" + name: v, name: W + v}
    if kind == "averaged_momentum":
        v = BETA * zero + (1 - BETA) * dW
        return {"v" + name: v, name: W - ALPHA * v}
    m, v = (1 - BETA1) * dW, (1 - BETA2) * dW ** 2
    m_hat, v_hat = m / (1 - BETA1), v / (1 - BETA2)
    change = -ALPHA * m_hat / (np.sqrt(v_hat) + EPSILON)
    return {"m" + name: m, "v" + name: v, "m\u0302" + name: m_hat, "v\u0302" + name: v_hat, "Δ" + name: change,
            name: W + change}


def expected(kind, given):
    """All computed values by name, from the first values of X, Y, W, b; N[l] says which cell was nudged."""
    X, Y, W1, b1, W2, b2 = (given[name] for name in ("X", "Y", "W[1]", "b[1]", "W[2]", "b[2]"))
    m = X.shape[1]
    e = {}
    e["Z[1]"] = W1 @ X + b1
    e["A[1]"] = np.maximum(e["Z[1]"], 0)
    e["Z[2]"] = W2 @ e["A[1]"] + b2
    powers = np.exp(e["Z[2]"] - e["Z[2]"].max(axis=0))
    e["A[2]"] = powers / powers.sum(axis=0)
    e["losses"] = losses(e["Z[2]"], Y)
    e["J"] = np.array([[e["losses"].mean()]])
    e["dZ[2]"] = e["A[2]"] - Y
    e["dW[2]"] = e["dZ[2]"] @ e["A[1]"].T / m
    e["db[2]"] = e["dZ[2]"].sum(axis=1, keepdims=True) / m
    e["dZ[1]"] = (W2.T @ e["dZ[2]"]) * (e["Z[1]"] > 0)
    e["dW[1]"] = e["dZ[1]"] @ X.T / m
    e["db[1]"] = e["dZ[1]"].sum(axis=1, keepdims=True) / m
    for name in ("W[2]", "b[2]", "W[1]", "b[1]"):
        e.update(updated(kind, name, given[name], e["d" + name]))

    def loss_of(Z):
        return np.array([[losses(Z, Y).mean()]])

    N1, N2 = given["N[1]"], given["N[2]"]
    e["J(Z[2]+h)"], e["J(Z[2]−h)"] = loss_of(e["Z[2]"] + N2), loss_of(e["Z[2]"] - N2)
    for sign, arrow, name in ((1, "↑", "J(W[1]+h)"), (-1, "↓", "J(W[1]−h)")):
        e["Z[1]" + arrow] = (W1 + sign * N1) @ X + b1
        e["Z[2]" + arrow] = W2 @ np.maximum(e["Z[1]" + arrow], 0) + b2
        e[name] = loss_of(e["Z[2]" + arrow])
    return e


def measured_slopes(file, m):
    """Differences of numbers that almost agree, so they are made from the losses in the file, which are checked."""
    s = {"≈dZ[2]": m * ((file["J(Z[2]+h)"] - file["J(Z[2]−h)"]) / (2 * H)),
         "≈dW[1]": (file["J(W[1]+h)"] - file["J(W[1]−h)"]) / (2 * H)}
    s["error(dZ[2])"] = s["≈dZ[2]"] - (file["N[2]"] * file["dZ[2]"]).sum() / H
    s["error(dW[1])"] = s["≈dW[1]"] - (file["N[1]"] * file["dW[1]"]).sum() / H
    return s


def check(path, kind):
    archive = np.load(path)
    assert list(archive.keys()) == sorted(archive.keys()), "the keys are not in order"
    first, last, count = {}, {}, {}
    for place, key in enumerate(archive.keys()):
        number, name = key.split(" ", 1)
        assert int(number) == place, key
        assert archive[key].dtype == np.float64, key
        first.setdefault(name, archive[key])
        last[name] = archive[key]
        count[name] = count.get(name, 0) + 1
    want = expected(kind, first)
    want.update(measured_slopes(last, first["X"].shape[1]))
    given = {"X", "Y", "N[1]", "N[2]"}
    assert set(last) == set(want) | given, set(last) ^ (set(want) | given)
    for name in ("W[1]", "b[1]", "W[2]", "b[2]"):
        assert count[name] == 2, name
    for name in last:
        if name[0] in "mv" and kind != "sgd":
            assert count[name] == (1 if "\u0302" in name else 2), name
            assert "\u0302" in name or not first[name].any(), name
    worst, worst_name = 0.0, ""
    for name, value in want.items():
        assert value.shape == last[name].shape, name
        largest = np.abs(value).max()
        difference = np.abs(value - last[name]).max() / (largest if largest > 0 else 1)
        if not difference <= worst:
            worst, worst_name = difference, name
    print(f"{kind}: {len(want)} values, the worst is {worst_name}: {worst:.2e}")
    assert worst <= TOLERANCE, worst_name


def main():
    program = sys.argv[1]
    places = [[]]
    if os.environ.get("BACKSTEP_DATA"):
        places.append(["--data", os.environ["BACKSTEP_DATA"]])
    else:
        print("skipped: no MNIST")
    environment = {name: value for name, value in os.environ.items() if name != "BACKSTEP_DATA"}
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "lesson.npz")
        for place in places:
            for kind in ("sgd", "momentum", "averaged_momentum", "adam"):
                subprocess.run([program, "export", "5", path, "--set", "optimizer=" + kind, *place], check=True,
                               env=environment, stdout=subprocess.DEVNULL)
                check(path, kind)


main()
