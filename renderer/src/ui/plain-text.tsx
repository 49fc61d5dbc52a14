import './code-block.css';

/** Text of a prompt or an answer. React escapes it; nothing in it becomes markup, a link or an image. */
export function PlainText({ text }: { text: string }) {
  if (text === '') return <p className="dim">(empty)</p>;
  return <pre className="plain-text">{text}</pre>;
}
