#pragma once
// The notation, the same in every lesson, every file and every picture.
//
//   columns are examples; m is the number of examples in the batch, n_l the number of units of layer l
//
//   X = A[0]   n_0×m       the inputs, pixels in 0 … 1            W[l]   n_l×n_{l−1}   weights
//   Y          n_L×m       the labels, one-hot                    b[l]   n_l×1         biases
//   Z[l]       n_l×m       W[l]·A[l−1] + b[l]                      A[l]   n_l×m         g(Z[l]); A[L] = softmax(Z[L])
//   J          1×1         −1/m Σ log A[L] at the label: the mean loss of the batch
//
//   dZ[L] = A[L] − Y                              per example: m·∂J/∂Z[L]
//   dZ[l] = W[l+1]ᵀ·dZ[l+1] ⊙ g′(Z[l])            per example: m·∂J/∂Z[l]
//   dW[l] = dZ[l]·A[l−1]ᵀ / m                     ∂J/∂W[l], the shape of W[l]
//   db[l] = Σ over the examples dZ[l] / m         ∂J/∂b[l], the shape of b[l]
//
//   SGD                 W ← W − α·dW
//   momentum            v ← β·v − α·dW;           W ← W + v
//   averaged momentum   v ← β·v + (1−β)·dW;       W ← W − α·v
//   Adam (Kingma and Ba 2015, algorithm 1)
//                       m ← β₁·m + (1−β₁)·dW;     v ← β₂·v + (1−β₂)·dW²
//                       m̂ = 1/(1−β₁ᵗ)·m;           v̂ = 1/(1−β₂ᵗ)·v;         W ← W − α·m̂ / (√v̂ + ε)
//
// · is the matrix product, ⊙ multiplies element by element, ᵀ transposes.
