import Markdown, { type Components } from 'react-markdown';
import { CodeBlock } from './code-block.tsx';
import { CopyButton } from './copy-button.tsx';
import './markdown.css';

/**
 * Text that strangers wrote, laid out. Its HTML stays text, its images are named and never loaded, and its links lead
 * nowhere: an address can be read and copied, and that is all.
 */
export function MarkdownText({ text }: { text: string }) {
  if (text.trim() === '') return <p className="dim">(empty)</p>;
  return (
    <div className="markdown">
      <Markdown components={components} urlTransform={keepAddress}>
        {text}
      </Markdown>
    </div>
  );
}

/** No address reaches an attribute that the browser would follow, so each may be shown as it was written. */
const keepAddress = (url: string): string => url;

const components: Components = {
  a: ({ href = '', children }) => (
    <>
      <span className="markdown-link">{children}</span> <Address url={href} />
    </>
  ),
  img: ({ src, alt = '' }) => (
    <>
      [image{alt === '' ? '' : `: ${alt}`}] <Address url={typeof src === 'string' ? src : ''} />
    </>
  ),
  pre: ({ node, children }) => {
    const code = node?.children[0];
    const text = code?.type === 'element' ? code.children.map((part) => (part.type === 'text' ? part.value : '')) : [];
    return text.length === 0 ? <pre>{children}</pre> : <CodeBlock label="code" code={text.join('').trimEnd()} />;
  },
  // The headings of an answer are not those of the page.
  h1: ({ children }) => <p className="markdown-heading">{children}</p>,
  h2: ({ children }) => <p className="markdown-heading">{children}</p>,
  h3: ({ children }) => <p className="markdown-heading">{children}</p>,
  h4: ({ children }) => <p className="markdown-heading">{children}</p>,
  h5: ({ children }) => <p className="markdown-heading">{children}</p>,
  h6: ({ children }) => <p className="markdown-heading">{children}</p>,
};

function Address({ url }: { url: string }) {
  if (url === '') return null;
  return (
    <span className="markdown-address">
      (<code>{url}</code>)
      <CopyButton text={url} title="Copy the address" />
    </span>
  );
}
