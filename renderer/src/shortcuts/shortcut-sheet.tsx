import { Kbd } from '@mantine/core';
import { Dialog } from '../ui/dialog.tsx';
import { keyCaps } from './key-caps.ts';
import { shortcutGroups, shortcutTable } from './shortcut-table.ts';
import './shortcut-sheet.css';

export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" width={640} onClose={onClose}>
      <p className="shortcut-note dim">None of them works while something is being typed, but the first.</p>
      <div className="shortcut-groups">
        {shortcutGroups.map((title) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl className="shortcut-list">
              {shortcutTable
                .filter(({ group }) => group === title)
                .map(({ keys, does, also }) => (
                  <div key={keys}>
                    <dt>
                      {keyCaps(keys, navigator.platform).map((cap) => (
                        <Kbd key={cap} size="xs">
                          {cap}
                        </Kbd>
                      ))}
                    </dt>
                    <dd>
                      {does}
                      {also === undefined ? null : ` (also ${also})`}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
