/** Asks for many things a few at a time: quick on an engine across a network, gentle on one in a file. */
export async function mapInOrder<Input, Output>(
  inputs: readonly Input[],
  ask: (input: Input) => Promise<Output>,
  atOnce = 16,
): Promise<readonly Output[]> {
  const outputs: Output[] = []
  for (let start = 0; start < inputs.length; start += atOnce) {
    outputs.push(...(await Promise.all(inputs.slice(start, start + atOnce).map(ask))))
  }
  return outputs
}
