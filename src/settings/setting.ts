/** What is known of one setting: by the editor's settings page, the documents, the server and the command line. */
export type Setting = BooleanSetting | IntegerSetting | ChoiceSetting | ListSetting;

export interface BooleanSetting extends Described {
  readonly type: "boolean";
  readonly default: boolean;
  /** A kind of annotation: it counts as off while `annotations.enabled` is off. */
  readonly annotation?: true;
}

export interface IntegerSetting extends Described {
  readonly type: "integer";
  readonly default: number;
  readonly minimum: number;
  readonly maximum?: number;
  readonly flag?: Flag;
}

export interface ChoiceSetting extends Described {
  readonly type: "choice";
  readonly default: string;
  /** What may be chosen, each with the meaning that the editor shows beside it. */
  readonly choices: Readonly<Record<string, string>>;
  readonly flag?: Flag;
}

/** Any number of choices. */
export interface ListSetting extends Described {
  readonly type: "list";
  readonly default: readonly string[];
  readonly choices: Readonly<Record<string, string>>;
  readonly flag?: Flag;
}

interface Described {
  /** Without the `cnnBlocks.` in front. The file is named after it. */
  readonly key: string;
  readonly group: Group;
  /** The place within the group, from 1. Settings of the same place stand by their keys. */
  readonly order: number;
  /** Markdown, whole sentences. */
  readonly description: string;
  readonly example: SettingExample;
}

/** What a setting changes of what an editor or a terminal shows. A test holds that it does. */
interface SettingExample {
  /** A model file. */
  readonly code: string;
  readonly value: boolean | number | string | readonly string[];
  /** A line that is shown only with the default. */
  readonly before: string;
  /** The line that is shown instead with the value; empty if there is none. */
  readonly after: string;
}

/** The model file of most examples. */
export const exampleNet = `import { nn, randn, type Tensor } from "cnn-blocks";
class Net extends nn.Module {
  conv = new nn.Conv2d(3, 8, 3);
  norm = new nn.BatchNorm2d(8);
  forward(x: Tensor) {
    const y = this.norm(this.conv(x));
    return y.relu();
  }
}
const net = new Net();
net(randn("N", 3, "H", "W"));
`;

/** An option of the command line that decides the same for one command. */
export interface Flag {
  /** Without the dashes. */
  readonly name: string;
  /** A value, for the help. */
  readonly example: string;
  /** For the help: a phrase, with the commands that heed it. */
  readonly summary: string;
}

/** The headings of the settings page, in their order. */
export const groups = ["Annotations", "Analysis", "Runs"] as const;

export type Group = (typeof groups)[number];

/** Whether a value is valid for a setting. */
export function accepts(setting: Setting, value: unknown): boolean {
  switch (setting.type) {
    case "boolean":
      return typeof value === "boolean";
    case "integer": {
      const { minimum, maximum = Number.POSITIVE_INFINITY } = setting;
      return Number.isSafeInteger(value) && minimum <= Number(value) && Number(value) <= maximum;
    }
    case "choice":
      return isChoice(setting, value);
    case "list":
      return Array.isArray(value) && value.every((one) => isChoice(setting, one));
  }
}

/** What a setting takes, as in "It must be …". */
export function accepted(setting: Setting): string {
  switch (setting.type) {
    case "boolean":
      return "true or false";
    case "integer": {
      const { minimum, maximum } = setting;
      return `a whole number ${maximum === undefined ? `of at least ${minimum}` : `from ${minimum} to ${maximum}`}`;
    }
    case "choice":
      return Object.keys(setting.choices).join(" or ");
    case "list":
      return `a list of ${Object.keys(setting.choices).join(", ")}`;
  }
}

function isChoice({ choices }: ChoiceSetting | ListSetting, value: unknown): boolean {
  return typeof value === "string" && Object.hasOwn(choices, value);
}
