export { Button } from "./button.tsx";
export { Checkbox } from "./checkbox.tsx";
export { Dropdown } from "./dropdown.tsx";
export { Popover } from "./popover.tsx";
export { ProgressRing } from "./progress-ring.tsx";
export { registerControls } from "./register.ts";
export { Segments } from "./segments.tsx";
export { TextField } from "./text-field.tsx";
