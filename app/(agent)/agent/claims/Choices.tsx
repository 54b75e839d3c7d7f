import styles from './claims.module.css'

type Props<Value extends string> = {
  name: string
  label: string
  value: Value
  options: readonly (readonly [Value, string])[]
  onChoose: (value: Value) => void
}

/** One of a few, side by side. */
export const Choices = <Value extends string>({
  name,
  label,
  value,
  options,
  onChoose,
}: Props<Value>) => (
  <fieldset className={styles.choices}>
    <legend>{label}</legend>
    {options.map(([one, word]) => (
      <label key={one}>
        <input type="radio" name={name} checked={one === value} onChange={() => onChoose(one)} />
        {word}
      </label>
    ))}
  </fieldset>
)
