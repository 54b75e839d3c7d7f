import { CopyToClipboard } from '@payloadcms/ui'

/** What came, word for word, one click deeper. */
export const JsonView = ({ value }: { value: unknown }) => {
  const text = JSON.stringify(value, null, 2)
  return (
    <details className="postyard-incoming__json">
      <summary>What came</summary>
      <CopyToClipboard value={text} />
      <pre>{text}</pre>
    </details>
  )
}
