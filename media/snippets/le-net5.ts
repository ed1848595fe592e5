import { F, nn, type Tensor } from "cnn-blocks";

/** Reads handwritten digits: [N, 1, 32, 32] → [N, numClasses]. LeNet-5, LeCun et al. 1998, in today's form. */
export class LeNet5 extends nn.Module {
  static exampleInput = [1, 1, 32, 32];

  conv1: nn.Conv2d;
  pool: nn.AvgPool2d;
  conv2: nn.Conv2d;
  fc1: nn.Linear;
  fc2: nn.Linear;
  fc3: nn.Linear;

  constructor(numClasses = 10) {
    super();
    this.conv1 = new nn.Conv2d(1, 6, 5);
    this.pool = new nn.AvgPool2d(2);
    this.conv2 = new nn.Conv2d(6, 16, 5);
    this.fc1 = new nn.Linear(16 * 5 * 5, 120);
    this.fc2 = new nn.Linear(120, 84);
    this.fc3 = new nn.Linear(84, numClasses);
  }

  forward(x: Tensor): Tensor {
    let out = this.pool(F.tanh(this.conv1(x)));
    out = this.pool(F.tanh(this.conv2(out)));
    out = F.tanh(this.fc1(F.flatten(out, 1)));
    out = F.tanh(this.fc2(out));
    return this.fc3(out);
  }
}
