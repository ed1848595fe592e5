import type { ProblemDefinition } from "./problem-definition.ts";

export interface FixedField {
  /** The layer's class. */
  readonly className: string;
  readonly name: string;
}

export const fixedField: ProblemDefinition<"fixed-field", FixedField> = {
  code: "fixed-field",
  severity: "error",
  sentence: ({ className, name }) =>
    `${name} of a ${className} cannot be set, because its weights were made for it: put a new ${className} in its place.`,
  page: {
    meaning:
      "A layer's weights are made when it is constructed, and fields such as inChannels or kernelSize describe their shape. " +
      "Fields that do not affect it, such as stride, padding, dilation and eps, can be set at any time.",
    example: `
import { models, randn } from "cnn-blocks";

const net = new models.ResNet18();
const head: any = net.fc;
head.outFeatures = 10;
net(randn(1, 3, 224, 224));
`,
    instead: `
import { models, nn, randn } from "cnn-blocks";

const net = new models.ResNet18();
net.fc = new nn.Linear(net.fc.inFeatures, 10);
net(randn(1, 3, 224, 224));
`,
  },
};
