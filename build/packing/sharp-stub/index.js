/** The models' library imports sharp when it starts and calls it for images, which Semcache does not give it. */
export default function sharp() {
  throw new Error('Semcache is packed without sharp: its models read text.');
}
