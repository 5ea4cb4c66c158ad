# escape and unescape
import html
print(html.escape("<a href=\"x\">'&'</a>"), html.escape("<\"'>", quote=False), html.escape("\"", False), html.escape(""), html.escape(s="<"))
print(html.unescape("&lt;&amp;&gt; &quot;&#39;&#x27; &eacute;&notit; &copy &#128512; &#0; &#x110000; &bogus; plain"), html.unescape("&amp;lt;"))
