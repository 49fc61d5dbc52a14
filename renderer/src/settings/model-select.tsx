import { NativeSelect, type NativeSelectProps } from '@mantine/core';
import { useOperation } from '../client/use-operation.ts';

/** A choice among the models on this machine; the chosen one is offered even while the list is on its way. */
export function ModelSelect(props: NativeSelectProps & { value: string }) {
  const models = useOperation('models.list', {});
  const listed = models.data?.items.map(({ name, shipped }) => ({
    value: name,
    label: shipped ? `${name} (shipped)` : name,
  }));
  const missing = listed?.some(({ value }) => value === props.value)
    ? []
    : [{ value: props.value, label: props.value }];
  return <NativeSelect {...props} data={[...missing, ...(listed ?? [])]} />;
}
