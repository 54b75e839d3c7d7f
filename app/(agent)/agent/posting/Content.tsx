import type { ReactNode } from 'react'
import type { Task } from '../tasks/task.ts'
import { Caption } from './Caption.tsx'
import { Preview } from './Preview.tsx'
import styles from './posting.module.css'

type Props = {
  title: string | undefined
  content: Pick<Task, 'files' | 'caption'>
  children?: ReactNode
}

/** What is to be posted; below it what can be done with it. */
export const Content = ({ title, content, children }: Props) => (
  <>
    <Preview files={content.files} />
    {title !== undefined && (
      <p className={styles.title} dir="auto">
        {title}
      </p>
    )}
    {content.caption !== '' && <Caption text={content.caption} />}
    {children}
  </>
)
