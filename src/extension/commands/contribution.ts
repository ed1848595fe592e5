/**
 * What VS Code reads about a command before the extension runs, and what the documents say of it. `npm run build`
 * writes it into package.json and into the table of commands.
 */
export interface Contribution {
  readonly id: `cnnBlocks.${string}`;
  readonly title: string;
  /** The title in menus, where a shorter one will do. */
  readonly shortTitle?: string;
  /** The name of a codicon. */
  readonly icon: string;
  /** One line for the table of commands. */
  readonly summary: string;
  /** A when clause. While it is false, the command is greyed out in menus and missing from the palette. */
  readonly enablement?: string;
  /** A when clause for the palette; without one, the command is always there. */
  readonly palette?: string;
  /** Where the command is offered besides the palette. */
  readonly menus?: Readonly<Partial<Record<Menu, readonly MenuItem[]>>>;
}

/** The menus in which commands are offered. */
export const menus = ["editor/title", "editor/context", "file/newFile", "view/item/context"] as const;

export type Menu = (typeof menus)[number];

export interface MenuItem {
  /** A when clause. */
  readonly when?: string;
  /** The group within the menu, with the place in it: `navigation@1`. */
  readonly group: string;
}
