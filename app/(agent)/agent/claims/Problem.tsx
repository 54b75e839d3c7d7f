import styles from './claims.module.css'

/** Why the server did not take it; its place is there from the beginning, so that it is heard when it comes. */
export const Problem = ({ of }: { of: string | undefined }) => (
  <p className={styles.problem} role="alert">
    {of}
  </p>
)
