import { type UIEvent, useState } from 'react'
import type { TaskFile } from '../tasks/task.ts'
import { useWords } from '../words/useWords.ts'
import { localUrl } from './localUrl.ts'
import styles from './posting.module.css'

/** The pictures and videos, as big as there is room; one swipe from one to the next. */
export const Preview = ({ files }: { files: TaskFile[] }) => {
  const words = useWords()
  const [at, setAt] = useState(0)
  const count = files.length
  if (count === 0) return null
  const follow = (event: UIEvent<HTMLUListElement>) => {
    const { scrollLeft, clientWidth } = event.currentTarget
    setAt(Math.round(scrollLeft / Math.max(clientWidth, 1)))
  }
  return (
    <section className={styles.preview} aria-label={words.task.media}>
      <ul className={styles.strip} onScroll={follow}>
        {files.map((file, index) => (
          <li key={file.url}>
            <Medium file={file} index={index + 1} count={count} />
          </li>
        ))}
      </ul>
      {count > 1 && (
        <p className={styles.counter}>{words.task.counter({ index: at + 1, count })}</p>
      )}
    </section>
  )
}

const Medium = ({ file, index, count }: { file: TaskFile; index: number; count: number }) => {
  const words = useWords()
  const [isBroken, setBroken] = useState(false)
  const url = localUrl(file.url, window.location.origin)
  if (isBroken) return <p className={styles.broken}>{words.task.mediaBroken}</p>
  if (file.mimeType.startsWith('video/')) {
    return (
      // biome-ignore lint/a11y/useMediaCaption: what is posted has no captions of its own
      <video
        src={url}
        controls
        playsInline
        preload="metadata"
        aria-label={file.alt ?? words.task.video({ index, count })}
        onError={() => setBroken(true)}
      />
    )
  }
  return (
    // biome-ignore lint/performance/noImgElement: the file is signed for this page, and must not be changed on its way
    <img
      src={url}
      alt={file.alt ?? words.task.noAlt({ index, count })}
      onError={() => setBroken(true)}
    />
  )
}
