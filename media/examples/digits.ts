// A net that has learned to read digits. Run it: the preview finds its weights beside this file, in digits.safetensors,
// and gives it a digit. Choose another one in the Run tab, or draw your own.
//
// The weights are those of the ONNX model zoo's MNIST net, in the form that the WONNX project ships.

import { F, flatten, nn, type Tensor } from "cnn-blocks";

// White on black, as in MNIST: one channel of numbers from 0 to 1.

/** @input 1x1x28x28 */
export class Digits extends nn.Module {
  conv1: nn.Conv2d;
  conv2: nn.Conv2d;
  fc: nn.Linear;

  constructor() {
    super();
    // Select it after a run to see its eight filters at work: strokes in several directions, and their edges.
    this.conv1 = new nn.Conv2d(1, 8, 5, { padding: 2 });
    this.conv2 = new nn.Conv2d(8, 16, 5, { padding: 2 });
    this.fc = new nn.Linear(16 * 4 * 4, 10);
  }

  forward(x: Tensor): Tensor {
    let out = F.maxPool2d(F.relu(this.conv1(x)), 2);
    out = F.maxPool2d(F.relu(this.conv2(out)), 3);
    // Ten scores, one for each digit. The preview turns them into probabilities by a softmax.
    return this.fc(flatten(out, 1));
  }
}
