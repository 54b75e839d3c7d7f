import { type Coming, deliveryOf } from '../tasks/coming.ts'
import { ComingPage } from './ComingPage.tsx'
import { TaskPage, type TaskPageProps } from './TaskPage.tsx'

type Props = TaskPageProps & {
  coming: Coming[]
  /** False as long as no list has come. */
  hasList: boolean
}

/** Whatever is open: a task, or a post before its time. */
export const OpenPage = ({ coming, hasList, ...props }: Props) => {
  const delivery = deliveryOf(props.id)
  if (delivery === undefined) return <TaskPage {...props} />
  const listed = coming.find((entry) => String(entry.delivery) === delivery)
  return <ComingPage {...props} delivery={delivery} listed={listed} isOver={hasList && !listed} />
}
