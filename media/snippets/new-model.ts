import { F, nn, randn, type Tensor } from "cnn-blocks";

export class MyModel extends nn.Module {
  conv1 = new nn.Conv2d(3, 32, 3, { padding: 1 });
  conv2 = new nn.Conv2d(32, 64, 3, { padding: 1 });
  head = new nn.Linear(64, 10);

  forward(x: Tensor): Tensor {
    let out = F.maxPool2d(F.relu(this.conv1(x)), 2);
    out = F.relu(this.conv2(out));
    out = F.flatten(F.adaptiveAvgPool2d(out, 1), 1);
    return this.head(out);
  }
}

export const model = new MyModel();
export const y = model(randn(1, 3, 32, 32));
