import { localUrl } from '../posting/localUrl.ts'
import { Icon } from '../shell/Icon.tsx'
import { explainProblem } from '../words/explainProblem.ts'
import { useWords } from '../words/useWords.ts'
import styles from './claims.module.css'
import type { usePreview } from './usePreview.ts'

type Props = {
  found: ReturnType<typeof usePreview>
  /** Nothing of the claim goes out any more, and so no film is made. */
  isOver: boolean
}

/** The film as it will go out; while it is made, how far that is. */
export const FilmPart = ({ found, isOver }: Props) => {
  const words = useWords()
  const said = words.claims.film
  const preview = found.is === 'here' ? found.preview : undefined
  const percent = preview?.progress ?? 0
  const file = preview?.state === 'ready' ? preview.file : null
  if (isOver && !file) return null
  const why =
    found.is === 'refused'
      ? explainProblem(found, words)
      : preview?.state === 'failed'
        ? `${said.failed} ${preview.reason ?? ''}`
        : undefined
  return (
    <section className={styles.film} aria-label={said.title}>
      {file ? (
        // biome-ignore lint/a11y/useMediaCaption: what is posted has no captions of its own
        <video
          key={String(file.id)}
          src={localUrl(file.url, window.location.origin)}
          controls
          playsInline
          preload="metadata"
          aria-label={said.title}
        />
      ) : (
        <div className={styles.filmWait} role="status">
          {why !== undefined ? (
            <>
              <p data-problem>
                <Icon name="alarm" />
                {why}
              </p>
              {preview?.state === 'failed' && (
                <button type="button" className={styles.second} onClick={found.makeAgain}>
                  {said.again}
                </button>
              )}
            </>
          ) : (
            <>
              <p>{found.is === 'offline' ? said.offline : preview ? said.making : words.loading}</p>
              {preview && (
                <progress max={100} value={percent} aria-label={said.making}>
                  {said.percent({ percent })}
                </progress>
              )}
            </>
          )}
        </div>
      )}
    </section>
  )
}
