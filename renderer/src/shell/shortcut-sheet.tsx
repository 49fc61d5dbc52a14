import { Kbd } from '@mantine/core';
import { Dialog } from '../ui/dialog.tsx';
import { shortcutSheet } from './shortcuts.ts';
import './shortcut-sheet.css';

export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" width={640} onClose={onClose}>
      <div className="shortcut-groups">
        {shortcutSheet.map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl className="shortcut-list">
              {group.rows.map(({ keys, does }) => (
                <div key={does}>
                  <dt>
                    {keys.map((key) => (
                      <Kbd key={key} size="xs">
                        {key}
                      </Kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
