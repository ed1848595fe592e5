// Your first CNN: small images in, ten scores out.
//
// You can see what it does without running it: hover over a name, read the hints in the code, or open the
// architecture preview. Change a number and watch everything after it change, too.

import { F, flatten, nn, type Tensor } from "cnn-blocks";

// A model is a class that extends nn.Module. Its constructor makes the layers that have something to learn,
// and its forward says how an image passes through them.

/** @input 1x3x32x32 */
export class YourFirstCnn extends nn.Module {
  conv1: nn.Conv2d;
  conv2: nn.Conv2d;
  pool: nn.MaxPool2d;
  fc1: nn.Linear;
  fc2: nn.Linear;

  constructor(numClasses = 10) {
    super();
    // 3 channels in (red, green, blue), 16 out: sixteen filters, each 3×3. Padding 1 keeps height and width.
    this.conv1 = new nn.Conv2d(3, 16, 3, { padding: 1 });
    // A layer takes the channels that the one before it gives. Write 3 instead of 16 here to see what a mismatch
    // looks like.
    this.conv2 = new nn.Conv2d(16, 32, 3, { padding: 1 });
    // Halves height and width. It has nothing to learn, so one pool can be used twice.
    this.pool = new nn.MaxPool2d(2);
    // After two pools a 32×32 image is 8×8, with 32 channels.
    this.fc1 = new nn.Linear(32 * 8 * 8, 64);
    this.fc2 = new nn.Linear(64, numClasses);
  }

  forward(x: Tensor): Tensor {
    // Convolution finds patterns, ReLU keeps the places where they are, the pool keeps the strongest of four.
    let out = this.pool(F.relu(this.conv1(x)));
    out = this.pool(F.relu(this.conv2(out)));
    // From maps to one row of numbers per image, for layers that look at everything at once. Most of the
    // parameters are here: compare the counts of fc1 and conv2.
    out = F.relu(this.fc1(flatten(out, 1)));
    return this.fc2(out);
  }
}
