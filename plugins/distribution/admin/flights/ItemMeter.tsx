/** How many items a series has, on the way to flying seldom. */
export const ItemMeter = ({ count, full }: { count: number; full: number }) => (
  <span className="postyard-flights__meter">
    <meter
      min={0}
      max={full}
      value={Math.min(full, count)}
      aria-label={`${count} items; from ${full} on it flies seldom`}
    />{' '}
    {count}
    {count < full ? <span className="postyard-flights__full"> of {full}</span> : null}
  </span>
)
