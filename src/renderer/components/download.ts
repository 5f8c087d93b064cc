/** Gives the user a file to keep. */

export function downloadText(name: string, content: string, type = 'application/json'): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The download has taken the content over by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Without what file systems refuse. */
export function fileNameOf(text: string): string {
  return (
    text
      .replace(/[^\p{L}\p{N}._-]+/gu, '-')
      .replace(/^[-.]+|[-.]+$/g, '')
      .slice(0, 80) || 'tasks'
  );
}
