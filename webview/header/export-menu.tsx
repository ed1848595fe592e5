import { exportFormats } from "../../src/words/index.ts";
import { Button, Popover } from "../controls/index.ts";
import { ActionIcon } from "../graph/icons.tsx";
import { usePage } from "../state/page.ts";

/** What the model in view can be written as. */
export function ExportMenu() {
  const { host } = usePage();
  return (
    <span className="export">
      <Popover label="Export" icon={<ActionIcon name="export" />} isMenu>
        <ul className="export-menu">
          {Object.entries(exportFormats).map(([format, { label, detail }]) => (
            <li key={format}>
              <Button label={`Export as ${label}`} onClick={() => host.send("exportFile", { format })}>
                {label}
              </Button>
              <span>{detail}</span>
            </li>
          ))}
        </ul>
      </Popover>
    </span>
  );
}
