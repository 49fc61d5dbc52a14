import { Kbd, Modal } from '@mantine/core';
import { Command } from 'cmdk';
import { useEffect, useState } from 'react';
import { keyCaps } from '../shortcuts/key-caps.ts';
import type { PaletteCommand } from './command.ts';
import { FoundRows } from './found-rows.tsx';
import { rankCommands } from './rank-commands.ts';
import { useCommands, type PaletteDoors } from './use-commands.ts';
import { useFound } from './use-found.ts';
import './palette.css';

/** Search and commands in one field; everything in it can also be reached without it. */
export function Palette({ doors, onClose }: { doors: PaletteDoors; onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const commands = rankCommands(useCommands(doors), typed);
  const { found, searching } = useFound(typed);
  // As in every dialog: what had the focus before gets it back.
  const [before] = useState(() => document.activeElement);
  useEffect(() => () => (before instanceof HTMLElement ? before.focus({ preventScroll: true }) : undefined), [before]);

  const choose = (run: () => void) => (): void => {
    onClose();
    run();
  };
  const nothing = commands.length === 0 && found.entries.length === 0 && found.traffic.length === 0;

  return (
    <Modal.Root
      opened
      onClose={onClose}
      size={640}
      returnFocus={false}
      yOffset="12vh"
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label="Search and commands" className="palette">
        <Command label="Search and commands" shouldFilter={false} loop vimBindings={false}>
          <Command.Input
            data-autofocus
            className="palette-input"
            placeholder="Search prompts and answers, or type a command"
            value={typed}
            onValueChange={setTyped}
          />
          <Command.List className="palette-list" label="Commands and results">
            {groupsOf(commands).map(([group, items]) => (
              <Command.Group key={group} heading={group}>
                {items.map((command) => (
                  <CommandLine key={command.id} command={command} onChoose={choose(command.run)} />
                ))}
              </Command.Group>
            ))}
            <FoundRows found={found} typed={typed.trim()} choose={choose} />
            {nothing && searching ? <Command.Loading>Searching…</Command.Loading> : null}
          </Command.List>
        </Command>
      </Modal.Content>
    </Modal.Root>
  );
}

/** Groups in the order of their best command. */
function groupsOf(commands: readonly PaletteCommand[]): [string, PaletteCommand[]][] {
  return [...Map.groupBy(commands, ({ group }) => group)];
}

function CommandLine({ command, onChoose }: { command: PaletteCommand; onChoose: () => void }) {
  const { id, title, detail, icon: Icon, keys } = command;
  return (
    <Command.Item value={id} className="palette-item" onSelect={onChoose}>
      <Icon size={15} aria-hidden />
      <span className="palette-title">{title}</span>
      {detail === undefined ? null : <span className="palette-detail truncate">{detail}</span>}
      {keys === undefined ? null : (
        <span className="palette-keys">
          {keyCaps(keys, navigator.platform).map((cap) => (
            <Kbd key={cap} size="xs">
              {cap}
            </Kbd>
          ))}
        </span>
      )}
    </Command.Item>
  );
}
