// A style sheet that is only fetched when a page wants it. Pages wait for it, so nothing is seen undressed.

const asked = new Map<string, Promise<void>>();

export function load_sheet(url: string): Promise<void> {
  let wait = asked.get(url);
  if (!wait) {
    wait = new Promise((done) => {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = url;
      link.onload = () => done();
      link.onerror = () => { asked.delete(url); done(); };
      document.head.append(link);
    });
    asked.set(url, wait);
  }
  return wait;
}
