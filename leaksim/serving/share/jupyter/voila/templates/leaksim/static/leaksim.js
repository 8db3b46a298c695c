/* The page frame: loading screen, connection notices, failure notices, and the end of a page's session. */
(() => {
  "use strict";

  const texts = JSON.parse(document.getElementById("leaksim-texts").textContent);
  const config = JSON.parse(document.getElementById("jupyter-config-data").textContent);
  const FAILURE = "application/vnd.leaksim.failure+json";
  const SLOW_AFTER_MS = 20000;
  const RECONNECTING_AFTER_MS = 2500;
  const BUSY_AFTER_MS = 10000;

  /* ---- end of session ------------------------------------------------------------------------
     Voila ends the session on "beforeunload", which also fires for downloads and for navigation that
     is then cancelled. "pagehide" fires only when the page really goes away. */
  const listen = window.addEventListener.bind(window);
  window.addEventListener = (type, ...rest) => (type === "beforeunload" ? undefined : listen(type, ...rest));

  listen("pagehide", () => {
    const cookie = document.cookie.match(/\b_xsrf=([^;]*)\b/);
    const form = new FormData();
    form.append("_xsrf", cookie ? cookie[1] : "");
    navigator.sendBeacon(`${config.baseUrl}voila/api/shutdown/${config.kernelId}`, form);
  });
  listen("pageshow", (event) => {
    if (event.persisted) {
      window.location.reload(); // brought back from the browser's memory: its session has ended
    }
  });

  /* ---- notices ------------------------------------------------------------------------------- */
  const notices = new Map();

  function element(tag, className, text) {
    const node = document.createElement(tag);
    node.className = className;
    if (text) {
      node.textContent = text;
    }
    return node;
  }

  function button(text, action) {
    const node = element("button", "leaksim-button", text);
    node.type = "button";
    node.addEventListener("click", action);
    return node;
  }

  function reload() {
    window.location.reload();
  }

  function showNotice(kind, { text, reference, canReload, canClose, urgent }) {
    hideNotice(kind);
    const notice = element("div", `leaksim-notice leaksim-notice-${kind}`);
    notice.setAttribute("role", urgent ? "alert" : "status");
    notice.dataset.kind = kind;
    const body = element("p", "leaksim-notice-text", text);
    if (reference) {
      body.append(" ", element("span", "leaksim-reference", `${texts.reference}: ${reference}`));
    }
    notice.append(body);
    if (canReload) {
      notice.append(button(texts.reload, reload));
    }
    if (canClose) {
      notice.append(button(texts.close, () => hideNotice(kind)));
    }
    const place = document.getElementById("leaksim-notices");
    if (place) {
      place.append(notice);
      notices.set(kind, notice);
    }
  }

  function hideNotice(kind) {
    notices.get(kind)?.remove();
    notices.delete(kind);
  }

  function showFailure(reference) {
    finishLoading();
    showNotice("failure", { text: texts.failure, reference, canReload: true, canClose: true, urgent: true });
  }

  /* ---- connection ---------------------------------------------------------------------------- */
  let lost = false;
  let reconnectTimer = 0;
  let busyTimer = 0;

  function showLost() {
    if (lost) {
      return;
    }
    lost = true;
    window.clearTimeout(reconnectTimer);
    window.clearTimeout(busyTimer);
    finishLoading();
    ["reconnecting", "offline", "busy"].forEach(hideNotice);
    document.body.classList.add("leaksim-is-lost");
    showNotice("lost", { text: texts.lost, canReload: true, urgent: true });
  }

  function onConnection(status) {
    if (lost) {
      return;
    }
    window.clearTimeout(reconnectTimer);
    if (status === "connected") {
      hideNotice("reconnecting");
    } else if (status === "disconnected") {
      showLost();
    } else {
      reconnectTimer = window.setTimeout(() => {
        if (!lost && navigator.onLine) {
          showNotice("reconnecting", { text: texts.reconnecting, canReload: true });
        }
      }, RECONNECTING_AFTER_MS);
    }
  }

  function onStatus(status) {
    window.clearTimeout(busyTimer);
    if (["dead", "terminating", "restarting", "autorestarting"].includes(status)) {
      showLost(); // a session that starts again is blank: the page must be loaded anew
    } else if (status === "busy") {
      busyTimer = window.setTimeout(() => !lost && showNotice("busy", { text: texts.busy }), BUSY_AFTER_MS);
    } else {
      hideNotice("busy");
    }
  }

  function onMessage(message) {
    const reference = message.content?.data?.[FAILURE]?.reference;
    if (message.header?.msg_type === "display_data" && reference) {
      showFailure(reference);
    }
  }

  function watch(session) {
    session.connectionStatusChanged.connect((_sender, status) => onConnection(status));
    session.statusChanged.connect((_sender, status) => onStatus(status));
    session.iopubMessage.connect((_sender, message) => onMessage(message));
    session.disposed.connect(showLost);
    onConnection(session.connectionStatus);
    onStatus(session.status);
  }

  function waitForSession() {
    const session = window.jupyterapp?.widgetManager?.kernel;
    if (session) {
      watch(session);
    } else {
      window.setTimeout(waitForSession, 100);
    }
  }

  function onOffline() {
    if (!lost) {
      hideNotice("reconnecting");
      showNotice("offline", { text: texts.offline, urgent: true });
    }
  }

  listen("offline", onOffline);
  listen("online", () => {
    hideNotice("offline");
    const session = window.jupyterapp?.widgetManager?.kernel;
    if (session) {
      onConnection(session.connectionStatus);
    }
  });

  /* ---- loading screen ------------------------------------------------------------------------ */
  window.themeLoaded = true;
  window.voila_finish = () => {};

  const slowTimer = window.setTimeout(() => {
    ["leaksim-loading-slow", "leaksim-loading-reload"].forEach((id) => {
      const node = document.getElementById(id);
      if (node) {
        node.hidden = false;
      }
    });
  }, SLOW_AFTER_MS);

  function finishLoading() {
    window.clearTimeout(slowTimer);
    const loading = document.getElementById("leaksim-loading");
    if (loading) {
      loading.remove();
      document.body.classList.add("leaksim-is-ready");
      performance.mark("leaksim-ready");
    }
  }

  function pageIsShown() {
    return document.querySelector("#leaksim-page .jupyter-widgets > *, #leaksim-page .jp-RenderedHTML > *") !== null;
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-leaksim-reload]").forEach((node) => node.addEventListener("click", reload));
    document.querySelectorAll(`script[type="${FAILURE}"]`).forEach((node) => {
      showFailure(JSON.parse(node.textContent).reference);
    });
    const cells = document.getElementById("leaksim-page");
    const observer = new MutationObserver(() => {
      if (pageIsShown()) {
        observer.disconnect();
        finishLoading();
      }
    });
    observer.observe(cells, { childList: true, subtree: true });
    if (!navigator.onLine) {
      onOffline();
    }
    waitForSession();
  });
})();
