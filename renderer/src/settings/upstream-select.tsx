import { NativeSelect, type NativeSelectProps } from '@mantine/core';
import { useOperation } from '../client/use-operation.ts';

/** A choice among the upstreams there are; the chosen one is offered even while the list is on its way. */
export function UpstreamSelect(props: NativeSelectProps & { value: string }) {
  const upstreams = useOperation('upstreams.list', {});
  const listed = upstreams.data?.items.map(({ name, title }) => ({ value: name, label: title })) ?? [];
  const missing = listed.some(({ value }) => value === props.value) ? [] : [{ value: props.value, label: props.value }];
  return <NativeSelect {...props} data={[...missing, ...listed]} />;
}
