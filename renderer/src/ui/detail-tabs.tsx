import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';

export interface DetailTab {
  id: string;
  title: string;
  content: ReactNode;
}

/** Tabs of a row's details; `tab` outlives the row, so that stepping through rows stays on one tab. */
export function DetailTabs(props: { tabs: readonly DetailTab[]; tab: string; onTab: (tab: string) => void }) {
  const { tabs, tab, onTab } = props;
  const shown = tabs.some(({ id }) => id === tab) ? tab : (tabs[0]?.id ?? '');
  return (
    <Tabs className="detail-tabs" value={shown} onChange={(next) => onTab(next ?? '')} keepMounted={false}>
      <Tabs.List>
        {tabs.map(({ id, title }) => (
          <Tabs.Tab key={id} value={id}>
            {title}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map(({ id, content }) => (
        <Tabs.Panel key={id} value={id} tabIndex={0}>
          {content}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
