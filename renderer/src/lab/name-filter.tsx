import { NativeSelect } from '@mantine/core';
import { useOperation } from '../client/use-operation.ts';

const labels = { project: 'Project', model: 'Model' } as const;

/** One of the names that the last thirty days have seen, or all of them. */
export function NameFilter(props: { of: 'project' | 'model'; value: string; onValue: (value: string) => void }) {
  const { of, value, onValue } = props;
  const month = useOperation('overview.get', { range: '30d' });
  const names = (of === 'project' ? month.data?.byProject : month.data?.byModel)?.map(({ name }) => name) ?? [];
  return (
    <NativeSelect
      label={labels[of]}
      value={value}
      data={[{ value: '', label: `Every ${of}` }, ...names]}
      onChange={(event) => onValue(event.currentTarget.value)}
    />
  );
}
